import * as z from "zod";
import {
  clientFields,
  emptiable,
  flag,
  hostName,
  jsonKeyFile,
  limit,
  may,
  text,
  texts,
} from "../fields";
import { onlyWith } from "../rules";
import { connectorType } from "../type";

/** `google`: Google accounts, and those of Google Workspace. */
export const google = connectorType({
  settings: z.strictObject({
    ...clientFields(),
    scopes: may(texts, "Scopes to request.", ["profile", "email"]),
    hostedDomains: may(limit(hostName, "all users"), "Domains whose users can log in."),
    groups: may(
      limit(text, "all users"),
      "Groups whose members can log in; needs the service account.",
    ),
    serviceAccountFilePath: may(jsonKeyFile, "Key of the service account that reads groups."),
    adminEmail: may(text, "Older form of `domainToAdminEmail`."),
    domainToAdminEmail: may(
      z.record(z.string(), text),
      "Administrator that the service account acts for, by domain; `*` for all.",
    ),
    fetchTransitiveGroupMembership: may(flag, "Count members of groups in groups.", false),
    promptType: may(
      emptiable,
      "Parameter `prompt` of requests for offline access; empty for none.",
      "consent",
    ),
  }),
  addresses: () => ["https://accounts.google.com"],
  groupsScope: "groups",
  notices: (settings, report) => {
    if (settings.adminEmail === undefined) {
      onlyWith(settings, report, ["fetchTransitiveGroupMembership"], "domainToAdminEmail");
    } else {
      report("adminEmail", "is an older form. Use domainToAdminEmail, with the domain * for all.");
    }
  },
  rules: (settings, report) => {
    if (settings.domainToAdminEmail !== undefined && settings.adminEmail !== undefined) {
      report("adminEmail", "replaces domainToAdminEmail for the domain *. Remove it.");
    }
    const administrator = settings.domainToAdminEmail ?? settings.adminEmail;
    if (settings.serviceAccountFilePath !== undefined && administrator === undefined) {
      report("domainToAdminEmail", "is missing. It is required with serviceAccountFilePath.");
    }
    if (settings.groups !== undefined && administrator === undefined) {
      report("groups", "can't be read without domainToAdminEmail. Add it, or remove groups.");
    }
  },
});
