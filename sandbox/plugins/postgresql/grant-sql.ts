import type { Properties } from "../protocol/values";
import { listIn, textIn } from "./properties";
import { grantee, identifier, identifiers } from "./sql";

/** The kinds of objects that privileges are granted on, and how SQL names one and all of them. */
const OBJECT_TYPES: Readonly<Record<string, { one: string; all?: string }>> = {
  database: { one: "database" },
  schema: { one: "schema" },
  table: { one: "table", all: "all tables in schema" },
  sequence: { one: "sequence", all: "all sequences in schema" },
  function: { one: "function", all: "all functions in schema" },
  procedure: { one: "procedure", all: "all procedures in schema" },
  routine: { one: "routine", all: "all routines in schema" },
  foreign_data_wrapper: { one: "foreign data wrapper" },
  foreign_server: { one: "foreign server" },
  column: { one: "table" },
};

/** The object types of a grant, for messages. */
export const OBJECT_TYPE_NAMES = Object.keys(OBJECT_TYPES);

/** The object types of default privileges, with SQL's word for them. */
export const DEFAULT_OBJECT_TYPES: Readonly<Record<string, string>> = {
  table: "tables",
  sequence: "sequences",
  function: "functions",
  routine: "routines",
  type: "types",
  schema: "schemas",
};

/** Privileges go into statements as keywords; this is what one looks like. */
export function isPrivilege(text: string): boolean {
  return /^[A-Za-z]+( [A-Za-z]+)?$/.test(text);
}

/** The statements that leave a role with exactly the privileges of a grant. */
export function grantStatements(inputs: Properties): string[] {
  const privileges = listIn(inputs, "privileges");
  const columns = listIn(inputs, "columns");
  const what = privileges.map((privilege) =>
    columns.length > 0 ? `${privilege} (${identifiers(columns)})` : privilege,
  );
  const option = inputs.withGrantOption === true ? " with grant option" : "";
  return [
    revokeStatement(inputs),
    ...(what.length === 0
      ? []
      : [`grant ${what.join(", ")} on ${objectsOf(inputs)} to ${roleOf(inputs)}${option}`]),
  ];
}

/** The statement that takes all privileges of a grant's objects from its role. */
export function revokeStatement(inputs: Properties): string {
  const columns = listIn(inputs, "columns");
  const what = columns.length > 0 ? `all (${identifiers(columns)})` : "all";
  return `revoke ${what} on ${objectsOf(inputs)} from ${roleOf(inputs)}`;
}

/** The statements that set default privileges to exactly those of the inputs. */
export function defaultPrivilegesStatements(inputs: Properties): string[] {
  const privileges = listIn(inputs, "privileges");
  const option = inputs.withGrantOption === true ? " with grant option" : "";
  const [scope, objects] = [defaultScope(inputs), defaultObjects(inputs)];
  return [
    revokeDefaultsStatement(inputs),
    ...(privileges.length === 0
      ? []
      : [`${scope} grant ${privileges.join(", ")} on ${objects} to ${roleOf(inputs)}${option}`]),
  ];
}

/** The statement that removes a role's default privileges. */
export function revokeDefaultsStatement(inputs: Properties): string {
  return `${defaultScope(inputs)} revoke all on ${defaultObjects(inputs)} from ${roleOf(inputs)}`;
}

function objectsOf(inputs: Properties): string {
  const type = textIn(inputs, "objectType");
  const words = OBJECT_TYPES[type] ?? { one: type };
  const schema = identifier(textIn(inputs, "schema"));
  const objects = listIn(inputs, "objects");
  switch (type) {
    case "database":
      return `${words.one} ${identifier(textIn(inputs, "database"))}`;
    case "schema":
      return `${words.one} ${schema}`;
    case "foreign_data_wrapper":
    case "foreign_server":
      return `${words.one} ${identifiers(objects)}`;
    default: {
      if (objects.length === 0 && words.all !== undefined) return `${words.all} ${schema}`;
      return `${words.one} ${objects.map((name) => `${schema}.${quoted(name)}`).join(", ")}`;
    }
  }
}

/** A function's name is followed by the types of its arguments, which are no part of the name. */
function quoted(object: string): string {
  const [, name = object, argumentTypes = ""] = /^([^(]+)(\([\w\s,[\]."]*\))$/.exec(object) ?? [];
  return identifier(name) + argumentTypes;
}

function defaultScope(inputs: Properties): string {
  const owner = identifier(textIn(inputs, "owner"));
  const schema = textIn(inputs, "schema");
  const place = schema === "" ? "" : ` in schema ${identifier(schema)}`;
  return `alter default privileges for role ${owner}${place}`;
}

function defaultObjects(inputs: Properties): string {
  const type = textIn(inputs, "objectType");
  return DEFAULT_OBJECT_TYPES[type] ?? type;
}

function roleOf(inputs: Properties): string {
  return grantee(textIn(inputs, "role"));
}
