import * as z from "zod";
import { clientFields, flag, hostName, jsonKeyFile, may, text, texts, url } from "../fields";

/** `google`: Google accounts, and those of Google Workspace. */
export const google = z.strictObject({
  ...clientFields(),
  scopes: may(texts, "Scopes to request.", ["profile", "email"]),
  hostedDomains: may(
    z.array(hostName).meta({ defaultText: "all users" }),
    "Domains whose users can log in.",
  ),
  groups: may(texts, "Groups whose members can log in; needs the service account."),
  serviceAccountFilePath: may(jsonKeyFile, "Key of the service account that reads groups."),
  adminEmail: may(text, "Older form of `domainToAdminEmail`."),
  domainToAdminEmail: may(
    z.record(z.string(), text),
    "Administrator that the service account acts for, by domain; `*` for all.",
  ),
  fetchTransitiveGroupMembership: may(flag, "Count members of groups in groups.", false),
  promptType: may(text, "Parameter `prompt` of requests for offline access.", "consent"),
});

/** `microsoft`: accounts of Microsoft and of Entra ID, by Microsoft Graph. */
export const microsoft = z.strictObject({
  ...clientFields(),
  tenant: may(text, "Tenant by id or domain; or `common`, `organizations`, `consumers`.", "common"),
  onlySecurityGroups: may(flag, "Pass on only security groups.", false),
  groups: may(texts, "Groups to pass on, and whose members can log in; needs a single tenant."),
  groupNameFormat: may(z.enum(["name", "id"]), "How to name groups.", "name"),
  useGroupsAsWhitelist: may(flag, "Pass on only the groups of `groups`.", false),
  emailToLowercase: may(flag, "Convert e-mail addresses to lower case.", false),
  apiURL: may(url, "Address of the login service.", "https://login.microsoftonline.com"),
  graphURL: may(url, "Address of Microsoft Graph.", "https://graph.microsoft.com"),
  promptType: may(text, "Parameter `prompt`, such as `select_account`."),
  domainHint: may(text, "Domain to suggest on the login page."),
  scopes: may(texts, "Scopes to request.", ["user.read"]),
});

/** `linkedin`: LinkedIn. */
export const linkedin = z.strictObject(clientFields());
