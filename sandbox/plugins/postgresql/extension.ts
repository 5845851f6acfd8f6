import type { Client } from "pg";
import type { ResourceKind } from "../protocol/resource-kind";
import type { Properties } from "../protocol/values";
import { databaseExists } from "./grant-state";
import { changedKeys, driftedInputs, missing, textIn } from "./properties";
import type { Server } from "./server";
import { identifier, literal, statement } from "./sql";

/** `postgresql.Extension`. */
export function extensionKind(server: Server): ResourceKind {
  const databaseOf = (inputs: Properties) => textIn(inputs, "database") || server.config.database;
  const work = (inputs: Properties, verb: string) => ({
    action: `${verb} the extension ${textIn(inputs, "name")} in the database ${databaseOf(inputs)}`,
    database: databaseOf(inputs),
  });
  const nameOf = (inputs: Properties) => identifier(textIn(inputs, "name"));

  return {
    complete: (inputs) => ({ createCascade: false, dropCascade: false, ...inputs }),
    check: (inputs) => missing(inputs, ["name"]),
    replaces: ([key]) => key === "name" || key === "database",

    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: inputs };
      const [schema, version] = [textIn(inputs, "schema"), textIn(inputs, "version")];
      const database = databaseOf(inputs);
      const found = await server.run(work(inputs, "create"), async (client) => {
        await client.query(
          statement(
            `create extension if not exists ${nameOf(inputs)}`,
            schema !== "" && `schema ${identifier(schema)}`,
            version !== "" && `version ${literal(version)}`,
            inputs.createCascade === true && "cascade",
          ),
        );
        return find(client, textIn(inputs, "name"));
      });
      const id = `${database}.${textIn(inputs, "name")}`;
      return { id, outputs: { ...inputs, database, ...found } };
    },

    async read({ inputs, state }) {
      const database = databaseOf(inputs);
      const present = await server.run({ action: `read the database ${database}` }, (client) =>
        databaseExists(client, database),
      );
      if (!present) return undefined;
      const found = await server.run(work(inputs, "read"), (client) =>
        find(client, textIn(inputs, "name")),
      );
      return found && { inputs: driftedInputs(inputs, found), outputs: { ...state, ...found } };
    },

    async update({ oldInputs, news, state, preview }) {
      if (preview) return { ...state, ...news };
      const changed = changedKeys(oldInputs, news);
      const [schema, version] = [textIn(news, "schema"), textIn(news, "version")];
      const found = await server.run(work(news, "change"), async (client) => {
        if (changed.has("schema") && schema !== "") {
          await client.query(`alter extension ${nameOf(news)} set schema ${identifier(schema)}`);
        }
        if (changed.has("version")) {
          const target = version === "" ? "" : ` to ${literal(version)}`;
          await client.query(`alter extension ${nameOf(news)} update${target}`);
        }
        return find(client, textIn(news, "name"));
      });
      return { ...state, ...news, ...found };
    },

    async delete({ inputs }) {
      const cascade = inputs.dropCascade === true ? " cascade" : "";
      await server.run(work(inputs, "drop"), (client) =>
        client.query(`drop extension if exists ${nameOf(inputs)}${cascade}`),
      );
    },
  };
}

async function find(client: Client, name: string) {
  const { rows } = await client.query<{ schema: string; version: string }>(
    `select n.nspname as schema, e.extversion as version
     from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = $1`,
    [name],
  );
  return rows[0];
}
