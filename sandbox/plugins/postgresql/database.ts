import type { Client } from "pg";
import type { CompletionContext, ResourceKind } from "../protocol/resource-kind";
import type { Outputs, UpdateCall } from "../protocol/stand-in";
import type { Properties } from "../protocol/values";
import { asMemberOf } from "./membership";
import { changedKeys, chosenIn, driftedInputs, textIn, withName } from "./properties";
import type { Server } from "./server";
import { identifier, literal, statement } from "./sql";

/** What the server can set only when it creates a database. */
const FIXED = ["template", "encoding", "lcCollate", "lcCtype"];

/** `postgresql.Database`. */
export function databaseKind(server: Server): ResourceKind {
  return {
    complete,
    replaces: ([key]) => FIXED.includes(String(key)),
    deleteBeforeReplace: (olds, news) => olds.name === news.name,

    async create({ inputs, preview }) {
      const name = textIn(inputs, "name");
      if (preview) return { id: "", outputs: inputs };
      const outputs = await server.run({ action: `create the database ${name}` }, (client) =>
        asMemberOf(client, chosenIn(inputs, "owner"), async () => {
          await client.query(createStatement(inputs));
          return await find(client, name);
        }),
      );
      return { id: name, outputs: { ...inputs, ...outputs } };
    },

    async read({ inputs, state, id }) {
      const name = textIn(inputs, "name") || id;
      const found = await server.run({ action: `read the database ${name}` }, (client) =>
        find(client, name),
      );
      return (
        found && { inputs: driftedInputs(inputs, found), outputs: { ...state, ...found, name } }
      );
    },

    async update({ oldInputs, news, state, preview }) {
      if (preview) return { ...state, ...news };
      const name = textIn(oldInputs, "name");
      const outputs = await server.run({ action: `change the database ${name}` }, (client) =>
        alter(client, { oldInputs, news }),
      );
      return { ...news, ...outputs };
    },

    async delete({ id, inputs }) {
      const name = textIn(inputs, "name") || id;
      const quoted = identifier(name);
      await server.run({ action: `drop the database ${name}` }, (client) =>
        asMemberOf(client, chosenIn(inputs, "owner"), async () => {
          if (inputs.isTemplate === true) {
            await client.query(`alter database ${quoted} with is_template false`);
          }
          await client.query(`drop database if exists ${quoted} with (force)`);
        }),
      );
    },
  };
}

/** The official provider's defaults. */
function complete(inputs: Properties, context: CompletionContext): Properties {
  return {
    allowConnections: true,
    connectionLimit: -1,
    encoding: "UTF8",
    isTemplate: false,
    lcCollate: "C",
    lcCtype: "C",
    template: "template0",
    ...withName(inputs, context),
  };
}

function createStatement(inputs: Properties): string {
  const name = (key: string, word: string) => {
    const value = chosenIn(inputs, key);
    return value !== undefined && `${word} ${identifier(value)}`;
  };
  const text = (key: string, word: string) => {
    const value = chosenIn(inputs, key);
    return value !== undefined && `${word} ${literal(value)}`;
  };
  return statement(
    `create database ${identifier(textIn(inputs, "name"))}`,
    name("owner", "owner"),
    name("template", "template"),
    text("encoding", "encoding"),
    text("lcCollate", "lc_collate"),
    text("lcCtype", "lc_ctype"),
    name("tablespaceName", "tablespace"),
    `allow_connections ${String(inputs.allowConnections === true)}`,
    `connection limit ${Number(inputs.connectionLimit)}`,
    `is_template ${String(inputs.isTemplate === true)}`,
  );
}

async function alter(
  client: Client,
  { oldInputs, news }: Pick<UpdateCall, "oldInputs" | "news">,
): Promise<Outputs | undefined> {
  const changed = changedKeys(oldInputs, news);
  const name = textIn(news, "name");
  const quoted = identifier(name);
  if (changed.has("name")) {
    await client.query(
      `alter database ${identifier(textIn(oldInputs, "name"))} rename to ${quoted}`,
    );
  }
  const owner = chosenIn(news, "owner");
  if (changed.has("owner") && owner !== undefined) {
    await asMemberOf(client, owner, () =>
      client.query(`alter database ${quoted} owner to ${identifier(owner)}`),
    );
  }
  if (changed.has("tablespaceName")) {
    const tablespace = chosenIn(news, "tablespaceName") ?? "pg_default";
    await client.query(`alter database ${quoted} set tablespace ${identifier(tablespace)}`);
  }
  const options = [
    changed.has("allowConnections") &&
      `allow_connections ${String(news.allowConnections === true)}`,
    changed.has("connectionLimit") && `connection limit ${Number(news.connectionLimit)}`,
    changed.has("isTemplate") && `is_template ${String(news.isTemplate === true)}`,
  ].filter(Boolean);
  if (options.length > 0) await client.query(statement(`alter database ${quoted}`, ...options));
  return find(client, name);
}

async function find(client: Client, name: string): Promise<Outputs | undefined> {
  const { rows } = await client.query<Record<string, string | number | boolean>>(
    `select r.rolname as owner, pg_encoding_to_char(d.encoding) as encoding,
            d.datcollate as "lcCollate", d.datctype as "lcCtype",
            t.spcname as "tablespaceName", d.datconnlimit as "connectionLimit",
            d.datallowconn as "allowConnections", d.datistemplate as "isTemplate"
     from pg_database d
     join pg_roles r on r.oid = d.datdba
     join pg_tablespace t on t.oid = d.dattablespace
     where d.datname = $1`,
    [name],
  );
  return rows[0];
}
