import { type Client, escapeIdentifier } from "pg";
import type { ResourceKind } from "../protocol/resource-kind";
import type { CheckFailure } from "../protocol/stand-in";
import type { Properties } from "../protocol/values";
import { textIn } from "./properties";
import { type Server, exists, transaction } from "./server";

/** `postgresql.Grant` on a database: the right to connect to it, or none, and no other. */
export function grantKind(server: Server): ResourceKind {
  const apply = (inputs: Properties, verb: string, statements: readonly string[]) => {
    const [role, database] = [textIn(inputs, "role"), textIn(inputs, "database")];
    return server.run(
      { action: `${verb} ${role} on the database ${database}`, database },
      (client) =>
        transaction(client, async () => {
          for (const statement of statements) await client.query(statement);
        }),
    );
  };
  const grant = (inputs: Properties) =>
    apply(inputs, "grant privileges to", [revokeStatement(inputs), ...grantStatements(inputs)]);

  return {
    inputs: ["database", "objectType", "role", "privileges"],
    defaults: { withGrantOption: false },
    check,
    replaces: ([key]) => key !== "privileges",

    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: inputs };
      await grant(inputs);
      const id = ["role", "database", "objectType"].map((key) => textIn(inputs, key)).join("_");
      return { id, outputs: inputs };
    },

    async read({ inputs, state }) {
      const action = `read the privileges of ${textIn(inputs, "role")}`;
      const privileges = await server.run({ action }, (client) => heldPrivileges(client, inputs));
      return (
        privileges && {
          inputs: { ...inputs, privileges },
          outputs: { ...state, ...inputs, privileges },
        }
      );
    },

    async update({ news, preview }) {
      if (!preview) await grant(news);
      return news;
    },

    async delete({ inputs }) {
      await apply(inputs, "revoke privileges from", [revokeStatement(inputs)]);
    },
  };
}

/** Privileges are words of SQL, so only the one that the program grants gets in. */
function check({ objectType, privileges }: Properties): CheckFailure[] {
  const given = Array.isArray(privileges) ? privileges : [];
  return [
    ...(objectType === "database"
      ? []
      : [{ property: "objectType", reason: 'must be "database" for the stand-in' }]),
    ...(given.every((privilege) => privilege === "CONNECT")
      ? []
      : [{ property: "privileges", reason: "can hold only CONNECT for the stand-in" }]),
  ];
}

function grantStatements(inputs: Properties): string[] {
  const { privileges } = inputs;
  if (!Array.isArray(privileges) || privileges.length === 0) return [];
  return [`grant connect on ${databaseIn(inputs)} to ${grantee(inputs)}`];
}

function revokeStatement(inputs: Properties): string {
  return `revoke all on ${databaseIn(inputs)} from ${grantee(inputs)}`;
}

function databaseIn(inputs: Properties): string {
  return `database ${escapeIdentifier(textIn(inputs, "database"))}`;
}

/** `public` stands for all roles. */
function grantee(inputs: Properties): string {
  const role = textIn(inputs, "role");
  return role === "public" ? role : escapeIdentifier(role);
}

/** The privileges that the role has on the database; undefined when one of them is not there. */
async function heldPrivileges(client: Client, inputs: Properties): Promise<string[] | undefined> {
  const role = textIn(inputs, "role");
  const isPublic = role === "public";
  if (!isPublic && !(await exists(client, "select from pg_roles where rolname = $1", [role]))) {
    return undefined;
  }
  const { rows } = await client.query<{ privileges: string[] }>(
    `select array(
       select a.privilege_type
       from aclexplode(coalesce(datacl, acldefault('d', datdba))) a
       where a.grantee = coalesce((select oid from pg_roles where rolname = $2), 0)
       order by 1
     ) as privileges
     from pg_database where datname = $1`,
    [textIn(inputs, "database"), isPublic ? "" : role],
  );
  return rows[0]?.privileges;
}
