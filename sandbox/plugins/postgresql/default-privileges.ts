import type { ResourceKind } from "../protocol/resource-kind";
import { type Properties, isUnknown } from "../protocol/values";
import {
  DEFAULT_OBJECT_TYPES,
  defaultPrivilegesStatements,
  isPrivilege,
  revokeDefaultsStatement,
} from "./grant-sql";
import { roleExists } from "./grant-state";
import { asMemberOf } from "./membership";
import { listIn, missing, textIn, withSets } from "./properties";
import { type Server, transaction } from "./server";

/** `postgresql.DefaultPrivileges`: what a role may do with objects that an owner makes later. */
export function defaultPrivilegesKind(server: Server): ResourceKind {
  const apply = (inputs: Properties, statements: readonly string[]) => {
    const owner = textIn(inputs, "owner");
    const action = `set the default privileges of ${textIn(inputs, "role")} on objects of ${owner}`;
    return server.run({ action, database: textIn(inputs, "database") }, (client) =>
      asMemberOf(client, owner, () =>
        transaction(client, async () => {
          for (const text of statements) await client.query(text);
        }),
      ),
    );
  };

  return {
    complete: (inputs) => ({ withGrantOption: false, ...withSets(inputs, ["privileges"]) }),
    check,
    replaces: ([key]) => key !== "privileges",

    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: inputs };
      await apply(inputs, defaultPrivilegesStatements(inputs));
      const parts = ["role", "database", "schema", "owner", "objectType"];
      return { id: parts.map((key) => textIn(inputs, key)).join("_"), outputs: inputs };
    },

    async read({ inputs, state }) {
      const [role, owner] = [textIn(inputs, "role"), textIn(inputs, "owner")];
      const readable = await server.run(
        { action: `read the roles ${role} and ${owner}` },
        async (client) => (await roleExists(client, role)) && (await roleExists(client, owner)),
      );
      return readable ? { inputs, outputs: state } : undefined;
    },

    async update({ news, preview }) {
      if (!preview) await apply(news, defaultPrivilegesStatements(news));
      return news;
    },

    delete: ({ inputs }) => apply(inputs, [revokeDefaultsStatement(inputs)]),
  };
}

function check(inputs: Properties) {
  const type = textIn(inputs, "objectType");
  const types = Object.keys(DEFAULT_OBJECT_TYPES);
  const wrong = listIn(inputs, "privileges").filter(
    (item) => !isUnknown(item) && !isPrivilege(item),
  );
  return [
    ...missing(inputs, ["role", "owner", "database"]),
    ...(types.includes(type) || isUnknown(type)
      ? []
      : [{ property: "objectType", reason: `must be one of ${types.join(", ")}` }]),
    ...wrong.map((item) => ({
      property: "privileges",
      reason: `has ${JSON.stringify(item)}, which is no privilege`,
    })),
  ];
}
