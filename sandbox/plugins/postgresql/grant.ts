import type { ResourceKind } from "../protocol/resource-kind";
import { type Properties, isUnknown } from "../protocol/values";
import { OBJECT_TYPE_NAMES, grantStatements, isPrivilege, revokeStatement } from "./grant-sql";
import { databaseExists, heldPrivileges, roleExists } from "./grant-state";
import { listIn, missing, textIn, withSets } from "./properties";
import { type Server, transaction } from "./server";

/** `postgresql.Grant`: exactly these privileges of a role on some objects. */
export function grantKind(server: Server): ResourceKind {
  const work = (inputs: Properties, verb: string) => ({
    action: `${verb} ${textIn(inputs, "role")} on ${textIn(inputs, "objectType")}s of the database ${textIn(inputs, "database")}`,
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
      return { id: idOf(inputs), outputs: inputs };
    },

    async read({ inputs, state }) {
      const known = Object.keys(inputs).length > 0 ? inputs : state;
      const readable = await server.run(
        { action: `read the grants of ${textIn(known, "role")}` },
        async (client) =>
          (await roleExists(client, textIn(known, "role"))) &&
          (await databaseExists(client, textIn(known, "database"))),
      );
      if (!readable) return undefined;
      const held = await server.run(work(known, "read the privileges of"), (client) =>
        heldPrivileges(client, known),
      );
      const drift: Properties = held === undefined || asksForAll(known) ? {} : { privileges: held };
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
  const upper = listIn(inputs, "privileges").map((privilege) =>
    isUnknown(privilege) ? privilege : privilege.toUpperCase(),
  );
  const privileges: Properties = Array.isArray(inputs.privileges) ? { privileges: upper } : {};
  const sets = withSets({ ...inputs, ...privileges }, ["privileges", "objects", "columns"]);
  return { withGrantOption: false, ...sets };
}

function check(inputs: Properties) {
  const type = textIn(inputs, "objectType");
  const needsSchema = !["database", "foreign_data_wrapper", "foreign_server"].includes(type);
  const wrong = listIn(inputs, "privileges").filter(
    (item) => !isUnknown(item) && !isPrivilege(item),
  );
  return [
    ...missing(inputs, ["role", "database", ...(needsSchema ? ["schema"] : [])]),
    ...(OBJECT_TYPE_NAMES.includes(type) || isUnknown(type)
      ? []
      : [{ property: "objectType", reason: `must be one of ${OBJECT_TYPE_NAMES.join(", ")}` }]),
    ...wrong.map((item) => ({
      property: "privileges",
      reason: `has ${JSON.stringify(item)}, which is no privilege`,
    })),
  ];
}

/** The server keeps the single privileges that ALL stood for when it was granted. */
function asksForAll(inputs: Properties): boolean {
  return listIn(inputs, "privileges").some((privilege) => /^ALL( PRIVILEGES)?$/.test(privilege));
}

function idOf(inputs: Properties): string {
  return [
    textIn(inputs, "role"),
    textIn(inputs, "database"),
    textIn(inputs, "schema"),
    textIn(inputs, "objectType"),
    ...listIn(inputs, "objects"),
    ...listIn(inputs, "columns"),
  ]
    .filter((part) => part !== "")
    .join("_");
}
