import * as z from "zod";
import { must, secret, text, baseUrl } from "../fields";
import { noLastSlash } from "../rules";
import { connectorType, textIn } from "../type";

/** `keystone`: OpenStack Keystone, by name and password. */
export const keystone = connectorType({
  settings: z.strictObject({
    domain: must(text, "Domain of the users, by its id or name."),
    keystoneHost: must(baseUrl, "Address of Keystone."),
    keystoneUsername: must(text, "Administrator who looks up users."),
    keystonePassword: must(secret, "Password of the administrator."),
  }),
  takesPasswords: true,
  addresses: (settings) => [textIn(settings, "keystoneHost") ?? ""],
  rules: (settings, report) => {
    noLastSlash(settings, report, "keystoneHost");
  },
});
