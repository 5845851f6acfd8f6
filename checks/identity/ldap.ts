import {
  InvalidCredentialsError,
  InvalidDNSyntaxError,
  NoSuchObjectError,
  ResultCodeError,
  type Client,
  type Entry,
} from "ldapts";

import { isMapping } from "../../config/path";
import type { Chain } from "../chain";
import type { Check, CheckFinding } from "../check";
import { explained, failed } from "./faults";
import { directoryOf, withDirectory, type Directory } from "./ldap-session";
import { sealedSetting, textOf } from "./settings";
import type { IdentityConnector } from "./target";

/** Whether Dex can connect to the directory, log in there, and find users and groups. */
export function ldapChains(connector: IdentityConnector): Chain[] {
  const directory = directoryOf(connector);
  const { host, port, mode, unread } = directory;
  const check = (
    id: string,
    remedy: string,
    look: (signal: AbortSignal) => Promise<CheckFinding>,
    unknown = unread,
  ): Check => ({
    id,
    group: "identity",
    subject: connector.id,
    run: (signal) =>
      unknown === undefined
        ? explained({ host: `${host}:${port}`, authority: "rootCA", remedy }, () => look(signal))
        : Promise.resolve({ status: "not-done", evidence: unknown }),
  });
  const login = unread ?? sealedSetting(connector, "bindPW");
  return [
    [
      check("ldap-connect", CONNECT_REMEDY[mode], (signal) => connects(directory, signal)),
      check(
        "ldap-bind",
        "Correct bindDN and bindPW; the account may be locked, or its password have expired.",
        (signal) => binds(connector, directory, signal),
        login,
      ),
      check(
        "ldap-search",
        "Correct baseDN and filter of userSearch and groupSearch, and give the account the right to search there.",
        (signal) => searches(connector, directory, signal),
        login,
      ),
    ],
  ];
}

const CONNECT_REMEDY: Readonly<Record<Directory["mode"], string>> = {
  ldaps: "Look whether the port speaks LDAP over TLS (636 as a rule); with StartTLS, set startTLS.",
  starttls: "Look whether the server offers StartTLS at this port (389 as a rule).",
  clear: "Look whether the port speaks LDAP (389 as a rule).",
};

/** The root's own entry can be read by anybody, as far as servers let anybody ask at all. */
async function connects(directory: Directory, signal: AbortSignal): Promise<CheckFinding> {
  const { host, port, mode, tls } = directory;
  await withDirectory(directory, signal, (client) =>
    client.search("", { scope: "base", attributes: ["1.1"] }).catch((error: unknown) => {
      // A refusal is an answer too.
      if (!(error instanceof ResultCodeError)) throw error;
    }),
  );
  if (mode === "clear") {
    return {
      status: "warning",
      evidence: `${host}:${port} answers, and passwords go there in clear.`,
      remedy: "Set startTLS in place of insecureNoSSL.",
    };
  }
  const by = mode === "starttls" ? "StartTLS" : "TLS";
  const verified = tls.rejectUnauthorized !== false;
  return {
    status: "ok",
    evidence: `${host}:${port} answers over ${by}; its certificate is ${verified ? "trusted" : "not verified"}.`,
  };
}

async function binds(
  connector: IdentityConnector,
  directory: Directory,
  signal: AbortSignal,
): Promise<CheckFinding> {
  const bindDn = textOf(connector, "bindDN");
  try {
    await withDirectory(directory, signal, (client) => logIn(connector, client));
  } catch (error) {
    if (!(error instanceof InvalidCredentialsError)) throw error;
    return failed(
      `The directory refuses ${bindDn ?? "an anonymous login"} with this password.`,
      "Correct bindDN and bindPW; the account may be locked, or its password have expired.",
    );
  }
  return {
    status: "ok",
    evidence: `Logged in ${bindDn === undefined ? "as nobody" : `as ${bindDn}`}.`,
  };
}

async function logIn(connector: IdentityConnector, client: Client): Promise<void> {
  await client.bind(textOf(connector, "bindDN") ?? "", textOf(connector, "bindPW") ?? "");
}

async function searches(
  connector: IdentityConnector,
  directory: Directory,
  signal: AbortSignal,
): Promise<CheckFinding> {
  const users = searchOf(connector.config.userSearch, "username");
  const groups = searchOf(connector.config.groupSearch, "nameAttr");
  if (users === undefined) return failed("There is no userSearch.", "Say how users are found.");
  return withDirectory(directory, signal, async (client) => {
    await logIn(connector, client);
    const user = await first(client, users, "userSearch");
    if (user === undefined) {
      return {
        status: "warning",
        evidence: `No user below ${users.baseDn} passes ${users.filter}.`,
        remedy: "Correct baseDN, filter and username of userSearch, or let the account see users.",
      };
    }
    const lacking = users.attributes.filter((name) => !has(user, name));
    if (lacking.length > 0) {
      return {
        status: "warning",
        evidence: `Users are found, and the first has no ${lacking.join(", ")}.`,
        remedy:
          "Name attributes that users have, or let the account read them; without an e-mail address nobody can log in.",
      };
    }
    if (groups === undefined) return { status: "ok", evidence: "Users are found." };
    const group = await first(client, groups, "groupSearch");
    if (group !== undefined) return { status: "ok", evidence: "Users and groups are found." };
    return {
      status: "warning",
      evidence: `Users are found, and no group below ${groups.baseDn} passes ${groups.filter}.`,
      remedy: "Correct baseDN, filter and nameAttr of groupSearch, or leave it out.",
    };
  });
}

interface Search {
  readonly baseDn: string;
  readonly filter: string;
  readonly scope: "one" | "sub";
  /** Those that Dex reads. */
  readonly attributes: readonly string[];
}

/** The search that Dex makes, for anybody in place of somebody. */
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
      throw new Error(`The directory has no ${baseDn}, where ${name} begins.`, { cause: error });
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
