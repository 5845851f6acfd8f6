import * as z from "zod";
import {
  certificateFile,
  clientFields,
  flag,
  issuer,
  may,
  must,
  secret,
  text,
  texts,
  url,
} from "../fields";

/** `openshift`: the users of an OpenShift cluster. */
export const openshift = z.strictObject({
  issuer: must(issuer, "Address of the cluster's API server."),
  ...clientFields(),
  groups: may(texts.meta({ defaultText: "all users" }), "Groups whose members can log in."),
  insecureCA: may(flag, "Don't verify the server's certificate.", false),
  rootCA: may(certificateFile, "Certificate authority of the server."),
});

/** `atlassian-crowd`: Atlassian Crowd, by name and password. */
export const atlassianCrowd = z.strictObject({
  baseURL: must(url, "Address of Crowd."),
  clientID: must(text, "Name of the application in Crowd."),
  clientSecret: must(secret, "Password of the application in Crowd."),
  groups: may(texts.meta({ defaultText: "all users" }), "Groups whose members can log in."),
  preferredUsernameField: may(z.enum(["key", "name", "email"]), "Source of the preferred name."),
  usernamePrompt: may(text, "Label of the login field.", "Username"),
});

/** `keystone`: OpenStack Keystone, by name and password. */
export const keystone = z.strictObject({
  domain: must(text, "Domain of the users, by its id or name."),
  keystoneHost: must(url, "Address of Keystone."),
  keystoneUsername: must(text, "Administrator who looks up users."),
  keystonePassword: must(secret, "Password of the administrator."),
});
