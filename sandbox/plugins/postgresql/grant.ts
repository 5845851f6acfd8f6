import type { Client } from "pg";
import type { ResourceKind } from "../protocol/resource-kind";
import type { CheckFailure } from "../protocol/stand-in";
import { type Properties, isUnknown } from "../protocol/values";
import { listIn, missing, textIn, withSets } from "./properties";
import { type Server, exists, transaction } from "./server";
import { grantee, identifier } from "./sql";

/** `postgresql.Grant` on a database: exactly these privileges of a role. */
export function grantKind(server: Server): ResourceKind {
  const work = (inputs: Properties, verb: string) => ({
    action: `${verb} ${textIn(inputs, "role")} on the database ${textIn(inputs, "database")}`,
    database: textIn(inputs, "database"),
  });
  const apply = (inputs: Properties) =>
    server.run(work(inputs, "grant privileges to"), (client) =>
      transaction(client, async () => {
        for (const text of grantStatements(inputs)) await client.query(text);
      }),
    );

  return {
    complete,
    check,
    replaces: ([key]) => key !== "privileges",

    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: inputs };
      await apply(inputs);
      const id = ["role", "database", "objectType"].map((key) => textIn(inputs, key)).join("_");
      return { id, outputs: inputs };
    },

    async read({ inputs, state }) {
      const known = Object.keys(inputs).length > 0 ? inputs : state;
      const action = `read the privileges of ${textIn(known, "role")}`;
      const held = await server.run({ action }, (client) => heldPrivileges(client, known));
      if (held === undefined) return undefined;
      const drift: Properties = asksForAll(known) ? {} : { privileges: held };
      return { inputs: { ...known, ...drift }, outputs: { ...state, ...known, ...drift } };
    },

    async update({ news, preview }) {
      if (!preview) await apply(news);
      return news;
    },

    async delete({ inputs }) {
      await server.run(work(inputs, "revoke privileges from"), (client) =>
        client.query(revokeStatement(inputs)),
      );
    },
  };
}

function complete(inputs: Properties): Properties {
  const privileges = listIn(inputs, "privileges").map((privilege) =>
    isUnknown(privilege) ? privilege : privilege.toUpperCase(),
  );
  const own: Properties = Array.isArray(inputs.privileges) ? { privileges } : {};
  return { withGrantOption: false, ...withSets({ ...inputs, ...own }, ["privileges"]) };
}

function check(inputs: Properties): CheckFailure[] {
  const type = textIn(inputs, "objectType");
  const wrong = listIn(inputs, "privileges").filter(
    (item) => !isUnknown(item) && !/^[A-Z]+( [A-Z]+)?$/i.test(item),
  );
  return [
    ...missing(inputs, ["role", "database"]),
    ...(type === "database" || isUnknown(type)
      ? []
      : [{ property: "objectType", reason: `is "${type}"; the stand-in knows only "database"` }]),
    ...wrong.map((item) => ({
      property: "privileges",
      reason: `has ${JSON.stringify(item)}, which is no privilege`,
    })),
  ];
}

/** The statements that leave a role with exactly the privileges of a grant. */
function grantStatements(inputs: Properties): string[] {
  const privileges = listIn(inputs, "privileges").join(", ");
  const option = inputs.withGrantOption === true ? " with grant option" : "";
  const [on, to] = [databaseIn(inputs), grantee(textIn(inputs, "role"))];
  return [
    revokeStatement(inputs),
    ...(privileges === "" ? [] : [`grant ${privileges} on ${on} to ${to}${option}`]),
  ];
}

function revokeStatement(inputs: Properties): string {
  return `revoke all on ${databaseIn(inputs)} from ${grantee(textIn(inputs, "role"))}`;
}

function databaseIn(inputs: Properties): string {
  return `database ${identifier(textIn(inputs, "database"))}`;
}

/** The server keeps the single privileges that ALL stood for when it was granted. */
function asksForAll(inputs: Properties): boolean {
  return listIn(inputs, "privileges").some((privilege) => /^ALL( PRIVILEGES)?$/.test(privilege));
}

/** The privileges that the role has on the database; undefined when one of them is not there. */
async function heldPrivileges(client: Client, inputs: Properties): Promise<string[] | undefined> {
  const role = textIn(inputs, "role");
  const isPublic = role.toLowerCase() === "public";
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
