import {
  InvalidDNSyntaxError,
  NoSuchObjectError,
  ResultCodeError,
  type Client,
  type Entry,
} from "ldapts";

import { isMapping } from "../../../config/path";
import type { Check } from "../../check";
import { failed, ok, warning, type CheckFinding } from "../../finding";
import { inDirectory, logIn, withDirectory, type LdapVisit } from "./ldap-session";

export const ldapSearch: Check<LdapVisit> = {
  id: "ldap-search",
  title: "Users and groups are found",
  meaning: "The check asks for one user and one group, with the configured bases and filters.",
  causes: ["`baseDN` or `filter` matches nothing.", "The account can't see the entries."],
  remedy:
    "Correct baseDN and filter of userSearch and groupSearch, and give the account the right to search there.",
  run(visit, signal) {
    const { directory, sealed } = visit;
    return inDirectory({ directory, unknown: sealed }, () => searches(visit, signal));
  },
};

async function searches(
  { connector, directory }: LdapVisit,
  signal: AbortSignal,
): Promise<CheckFinding> {
  const users = searchOf(connector.config.userSearch, "username");
  const groups = searchOf(connector.config.groupSearch, "nameAttr");
  if (users === undefined)
    return failed("There is no userSearch.", "Configure how users are found.");
  return withDirectory(directory, signal, async (client) => {
    await logIn(connector, client);
    const user = await first(client, users, "userSearch");
    if (user === undefined) {
      return warning(
        `No user below ${users.baseDn} matches ${users.filter}.`,
        "Correct baseDN, filter and username of userSearch, or let the account see users.",
      );
    }
    const lacking = users.attributes.filter((name) => !has(user, name));
    if (lacking.length > 0) {
      return warning(
        `Users are found, but the first one has no ${lacking.join(", ")}.`,
        "Name attributes that users have, or let the account read them; without an e-mail address no one can log in.",
      );
    }
    if (groups === undefined) return ok("Users are found.");
    const group = await first(client, groups, "groupSearch");
    if (group !== undefined) return ok("Users and groups are found.");
    return warning(
      `Users are found, but no group below ${groups.baseDn} matches ${groups.filter}.`,
      "Correct baseDN, filter and nameAttr of groupSearch, or leave it out.",
    );
  });
}

interface Search {
  readonly baseDn: string;
  readonly filter: string;
  readonly scope: "one" | "sub";
  /** Those that Dex reads. */
  readonly attributes: readonly string[];
}

/** The search that Dex makes, for any user. */
function searchOf(settings: unknown, key: string): Search | undefined {
  if (!isMapping(settings)) return undefined;
  const setting = (name: string, otherwise: string) => {
    const value = settings[name];
    return typeof value === "string" ? value : otherwise;
  };
  const anybody = `(${setting(key, "cn")}=*)`;
  const filter = setting("filter", "");
  const attributes =
    key === "username"
      ? [
          setting("idAttr", "uid"),
          ...(settings.emailSuffix === undefined ? [setting("emailAttr", "mail")] : []),
          ...(settings.nameAttr === undefined ? [] : [setting("nameAttr", "")]),
        ]
      : [setting("nameAttr", "cn")];
  return {
    baseDn: setting("baseDN", ""),
    filter: filter === "" ? anybody : `(&${filter}${anybody})`,
    scope: settings.scope === "one" ? "one" : "sub",
    attributes: attributes.filter((name) => name.toUpperCase() !== "DN"),
  };
}

/** The first entry; a page of one, so that a big directory isn't read through. */
async function first(client: Client, search: Search, name: string): Promise<Entry | undefined> {
  const { baseDn, filter, scope, attributes } = search;
  const options = {
    filter,
    scope,
    attributes: attributes.length === 0 ? ["1.1"] : [...attributes],
    paged: { pageSize: 1 },
  };
  try {
    for await (const { searchEntries } of client.searchPaginated(baseDn, options)) {
      return searchEntries[0];
    }
    return undefined;
  } catch (error) {
    if (error instanceof NoSuchObjectError || error instanceof InvalidDNSyntaxError) {
      throw new Error(`The directory has no ${baseDn}, where ${name} starts.`, { cause: error });
    }
    if (error instanceof ResultCodeError) {
      throw new Error(`The directory refuses ${name}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/** Attribute names have no case; a missing attribute is an empty list. */
function has(entry: Entry, attribute: string): boolean {
  const name = Object.keys(entry).find((key) => key.toLowerCase() === attribute.toLowerCase());
  return name !== undefined && entry[name]?.length !== 0;
}
