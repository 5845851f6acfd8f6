import * as z from "zod";
import { limit, may, must, secret, text, baseUrl } from "../fields";
import { noLastSlash } from "../rules";
import { connectorType, textIn } from "../type";

/** `atlassian-crowd`: Atlassian Crowd, by name and password. */
export const atlassianCrowd = connectorType({
  settings: z.strictObject({
    baseURL: must(baseUrl, "Address of Crowd."),
    clientID: must(text, "Name of the application in Crowd."),
    clientSecret: must(secret, "Password of the application in Crowd."),
    groups: may(limit(text, "all users"), "Groups whose members can log in."),
    preferredUsernameField: may(z.enum(["key", "name", "email"]), "Source of the preferred name."),
    usernamePrompt: may(text, "Label of the login field.", "Username"),
  }),
  takesPasswords: true,
  groupsScope: "groups",
  addresses: (settings) => [textIn(settings, "baseURL") ?? ""],
  rules: (settings, report) => {
    noLastSlash(settings, report, "baseURL");
  },
});
