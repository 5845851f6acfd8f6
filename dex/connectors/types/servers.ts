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
  groups: may(texts, "Groups whose members may log in; everybody when absent."),
  insecureCA: may(flag, "Do not verify the server's certificate.", false),
  rootCA: may(certificateFile, "Authority of the server's certificate."),
});

/** `atlassian-crowd`: Atlassian Crowd, by name and password. */
export const atlassianCrowd = z.strictObject({
  baseURL: must(url, "Address of Crowd."),
  clientID: must(text, "Name of the application in Crowd."),
  clientSecret: must(secret, "Password of the application in Crowd."),
  groups: may(texts, "Groups whose members may log in; everybody when absent."),
  preferredUsernameField: may(z.enum(["key", "name", "email"]), "What the preferred name is."),
  usernamePrompt: may(text, "What the login page asks for.", "Username"),
});

/** `keystone`: OpenStack Keystone, by name and password. */
export const keystone = z.strictObject({
  domain: must(text, "Domain of the users, by its id or name."),
  keystoneHost: must(url, "Address of Keystone."),
  keystoneUsername: must(text, "Administrator that looks users up."),
  keystonePassword: must(secret, "Password of the administrator."),
});
