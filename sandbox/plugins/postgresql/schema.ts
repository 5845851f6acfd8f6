import type { Client } from "pg";
import type { ResourceKind } from "../protocol/resource-kind";
import type { Properties } from "../protocol/values";
import { databaseExists } from "./grant-state";
import { asMemberOf } from "./membership";
import { changedKeys, chosenIn, driftedInputs, textIn, withName } from "./properties";
import type { Server } from "./server";
import { identifier, statement } from "./sql";

/** `postgresql.Schema`. */
export function schemaKind(server: Server): ResourceKind {
  const databaseOf = (inputs: Properties) => textIn(inputs, "database") || server.config.database;
  const work = (inputs: Properties, verb: string) => ({
    action: `${verb} the schema ${textIn(inputs, "name")} of the database ${databaseOf(inputs)}`,
    database: databaseOf(inputs),
  });

  return {
    complete: (inputs, context) => ({
      dropCascade: false,
      ifNotExists: true,
      ...withName(inputs, context),
    }),
    check: ({ policies }) =>
      policies === undefined
        ? []
        : [{ property: "policies", reason: "is obsolete: use postgresql.Grant on the schema" }],
    replaces: ([key]) => key === "database",

    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: inputs };
      const owner = chosenIn(inputs, "owner");
      await server.run(work(inputs, "create"), (client) =>
        asMemberOf(client, owner, () =>
          client.query(
            statement(
              "create schema",
              inputs.ifNotExists === true && "if not exists",
              identifier(textIn(inputs, "name")),
              owner !== undefined && `authorization ${identifier(owner)}`,
            ),
          ),
        ),
      );
      const database = databaseOf(inputs);
      const id = `${database}.${textIn(inputs, "name")}`;
      return { id, outputs: { ...inputs, database } };
    },

    async read({ inputs, state }) {
      const database = databaseOf(inputs);
      const present = await server.run({ action: `read the database ${database}` }, (client) =>
        databaseExists(client, database),
      );
      if (!present) return undefined;
      const owner = await server.run(work(inputs, "read"), (client) =>
        ownerOf(client, textIn(inputs, "name")),
      );
      if (owner === undefined) return undefined;
      return { inputs: driftedInputs(inputs, { owner }), outputs: { ...state, owner } };
    },

    async update({ oldInputs, news, state, preview }) {
      if (preview) return { ...state, ...news };
      const changed = changedKeys(oldInputs, news);
      const name = identifier(textIn(news, "name"));
      const owner = chosenIn(news, "owner");
      await server.run(work(oldInputs, "change"), async (client) => {
        if (changed.has("name")) {
          await client.query(
            `alter schema ${identifier(textIn(oldInputs, "name"))} rename to ${name}`,
          );
        }
        if (changed.has("owner") && owner !== undefined) {
          await asMemberOf(client, owner, () =>
            client.query(`alter schema ${name} owner to ${identifier(owner)}`),
          );
        }
      });
      return { ...state, ...news };
    },

    async delete({ inputs }) {
      const cascade = inputs.dropCascade === true ? " cascade" : "";
      await server.run(work(inputs, "drop"), (client) =>
        client.query(`drop schema if exists ${identifier(textIn(inputs, "name"))}${cascade}`),
      );
    },
  };
}

async function ownerOf(client: Client, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ owner: string }>(
    `select r.rolname as owner
     from pg_namespace n join pg_roles r on r.oid = n.nspowner
     where n.nspname = $1`,
    [name],
  );
  return rows[0]?.owner;
}
