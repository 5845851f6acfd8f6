import * as z from "zod";
import { clientFields, flag, hostName, jsonKeyFile, may, text, texts, url } from "../fields";

/** `google`: Google accounts, and those of Google Workspace. */
export const google = z.strictObject({
  ...clientFields(),
  scopes: may(texts, "Scopes to ask for.", ["profile", "email"]),
  hostedDomains: may(z.array(hostName), "Domains whose users may log in; everybody when absent."),
  groups: may(texts, "Groups whose members may log in; needs the service account."),
  serviceAccountFilePath: may(jsonKeyFile, "Key of the service account that reads groups."),
  adminEmail: may(text, "Older form of `domainToAdminEmail`."),
  domainToAdminEmail: may(
    z.record(z.string(), text),
    "Administrator that the service account acts for, by domain; `*` for all.",
  ),
  fetchTransitiveGroupMembership: may(flag, "Count members of groups in groups.", false),
  promptType: may(text, "Parameter `prompt` when offline access is asked for.", "consent"),
});

/** `microsoft`: accounts of Microsoft and of Entra ID, by Microsoft Graph. */
export const microsoft = z.strictObject({
  ...clientFields(),
  tenant: may(text, "Tenant by id or domain; or `common`, `organizations`, `consumers`.", "common"),
  onlySecurityGroups: may(flag, "Hand on security groups alone.", false),
  groups: may(texts, "Groups to hand on, and whose members may log in; needs a tenant."),
  groupNameFormat: may(z.enum(["name", "id"]), "What a group is called.", "name"),
  useGroupsAsWhitelist: may(flag, "Hand on only the groups of `groups`.", false),
  emailToLowercase: may(flag, "Write e-mail addresses in lower case.", false),
  apiURL: may(url, "Address of the login service.", "https://login.microsoftonline.com"),
  graphURL: may(url, "Address of Microsoft Graph.", "https://graph.microsoft.com"),
  promptType: may(text, "Parameter `prompt`, such as `select_account`."),
  domainHint: may(text, "Domain that the login page offers."),
  scopes: may(texts, "Scopes to ask for.", ["user.read"]),
});

/** `linkedin`: LinkedIn. */
export const linkedin = z.strictObject(clientFields());
