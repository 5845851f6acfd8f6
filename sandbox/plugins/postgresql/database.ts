import { type Client, escapeIdentifier, escapeLiteral } from "pg";
import type { ResourceKind } from "../protocol/resource-kind";
import type { Outputs } from "../protocol/stand-in";
import type { Properties } from "../protocol/values";
import { asMemberOf } from "./membership";
import { driftedInputs, textIn } from "./properties";
import type { Server } from "./server";

/** `postgresql.Database`. */
export function databaseKind(server: Server): ResourceKind {
  return {
    inputs: ["name", "owner", "encoding", "template"],
    defaults: {
      allowConnections: true,
      connectionLimit: -1,
      isTemplate: false,
      lcCollate: "C",
      lcCtype: "C",
    },
    replaces: ([key]) => key === "template" || key === "encoding",
    deleteBeforeReplace: (olds, news) => olds.name === news.name,

    async create({ inputs, preview }) {
      const name = textIn(inputs, "name");
      if (preview) return { id: "", outputs: inputs };
      const outputs = await server.run({ action: `create the database ${name}` }, (client) =>
        asMemberOf(client, textIn(inputs, "owner"), async () => {
          await client.query(createStatement(inputs));
          return find(client, name);
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
        found && {
          inputs: driftedInputs(inputs, { name, template: "template0", ...found }),
          outputs: { ...state, ...found, name },
        }
      );
    },

    async update({ oldInputs, news, state, preview }) {
      if (preview) return { ...state, ...news };
      const action = `change the database ${textIn(oldInputs, "name")}`;
      await server.run({ action }, (client) => change(client, oldInputs, news));
      return { ...state, ...news };
    },

    async delete({ id, inputs }) {
      const name = textIn(inputs, "name") || id;
      await server.run({ action: `drop the database ${name}` }, (client) =>
        asMemberOf(client, textIn(inputs, "owner"), () =>
          client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`),
        ),
      );
    },
  };
}

async function change(client: Client, olds: Properties, news: Properties): Promise<void> {
  const [before, name] = [textIn(olds, "name"), textIn(news, "name")];
  const owner = textIn(news, "owner");
  const database = escapeIdentifier(name);
  if (before !== name) {
    await client.query(`alter database ${escapeIdentifier(before)} rename to ${database}`);
  }
  if (olds.owner === owner) return;
  await asMemberOf(client, owner, () =>
    client.query(`alter database ${database} owner to ${escapeIdentifier(owner)}`),
  );
}

function createStatement(inputs: Properties): string {
  const name = (key: string) => escapeIdentifier(textIn(inputs, key));
  const text = (key: string) => escapeLiteral(textIn(inputs, key));
  return `create database ${name("name")} owner ${name("owner")} template ${name("template")}
    encoding ${text("encoding")} lc_collate ${text("lcCollate")} lc_ctype ${text("lcCtype")}`;
}

async function find(client: Client, name: string): Promise<Outputs | undefined> {
  const { rows } = await client.query<Record<string, string>>(
    `select r.rolname as owner, pg_encoding_to_char(d.encoding) as encoding,
            d.datcollate as "lcCollate", d.datctype as "lcCtype"
     from pg_database d join pg_roles r on r.oid = d.datdba
     where d.datname = $1`,
    [name],
  );
  return rows[0];
}
