import type { Properties } from "../protocol/values";
import { listIn, textIn } from "./properties";
import { identifier, literal } from "./sql";

/** The switches of a role: SQL has a word for on, and the same word after NO for off. */
const SWITCHES: Readonly<Record<string, string>> = {
  superuser: "superuser",
  createDatabase: "createdb",
  createRole: "createrole",
  inherit: "inherit",
  login: "login",
  replication: "replication",
  bypassRowLevelSecurity: "bypassrls",
};

/** What `search_path` and its like are called, by property. */
const SETTINGS: Readonly<Record<string, string>> = {
  assumeRole: "role",
  idleInTransactionSessionTimeout: "idle_in_transaction_session_timeout",
  searchPaths: "search_path",
  statementTimeout: "statement_timeout",
};

/**
 * The options of `CREATE ROLE` and `ALTER ROLE` for some of the inputs. A change names no others: only
 * a superuser may write `NOSUPERUSER`, even where it changes nothing.
 */
export function optionsOf(inputs: Properties, keys: ReadonlySet<string>): string {
  const switches = Object.entries(SWITCHES)
    .filter(([key]) => keys.has(key))
    .map(([key, word]) => (inputs[key] === true ? word : `no${word}`));
  return [
    ...switches,
    ...(keys.has("connectionLimit") ? [`connection limit ${Number(inputs.connectionLimit)}`] : []),
    ...(keys.has("validUntil") ? [`valid until ${literal(validUntil(inputs))}`] : []),
    ...(keys.has("password") ? [passwordOption(textIn(inputs, "password"))] : []),
    // A write-only password counts as changed when its version does.
    ...(keys.has("passwordWo") || keys.has("passwordWoVersion")
      ? [passwordOption(textIn(inputs, "passwordWo"))]
      : []),
  ].join(" ");
}

/** The statements that set or reset a role's session settings. */
export function settingsOf(olds: Properties, news: Properties): string[] {
  const role = `alter role ${identifier(textIn(news, "name"))}`;
  return Object.entries(SETTINGS).flatMap(([key, setting]) => {
    const [before, after] = [valueOf(olds, key), valueOf(news, key)];
    if (before === after) return [];
    return [
      after === undefined ? `${role} reset ${setting}` : `${role} set ${setting} to ${after}`,
    ];
  });
}

function valueOf(inputs: Properties, key: string): string | undefined {
  const value = inputs[key];
  if (Array.isArray(value)) {
    const paths = listIn(inputs, key);
    return paths.length === 0 ? undefined : paths.map(identifier).join(", ");
  }
  if (typeof value === "number") return value === 0 ? undefined : String(value);
  return typeof value === "string" && value !== "" ? literal(value) : undefined;
}

function passwordOption(password: string): string {
  return password === "" ? "password null" : `password ${literal(password)}`;
}

function validUntil(inputs: Properties): string {
  const value = textIn(inputs, "validUntil");
  return value === "" || value.toUpperCase() === "NULL" ? "infinity" : value;
}
