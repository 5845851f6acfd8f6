import { escapeIdentifier, escapeLiteral } from "pg";
import type { ResourceKind } from "../protocol/resource-kind";
import type { Properties } from "../protocol/values";
import { driftedInputs, textIn } from "./properties";
import { type Server, exists, transaction } from "./server";

/** `postgresql.Role`. */
export function roleKind(server: Server): ResourceKind {
  return {
    inputs: ["name", "login", "password", "skipReassignOwned"],
    defaults: {
      bypassRowLevelSecurity: false,
      connectionLimit: -1,
      createDatabase: false,
      createRole: false,
      encryptedPassword: true,
      inherit: true,
      replication: false,
      superuser: false,
      validUntil: "infinity",
    },
    replaces: () => false,

    async create({ inputs, preview }) {
      const name = textIn(inputs, "name");
      if (preview) return { id: "", outputs: inputs };
      const work = { action: `create the role ${name}`, secrets: [textIn(inputs, "password")] };
      await server.run(work, (client) =>
        client.query(`create role ${escapeIdentifier(name)} ${loginOf(inputs)}`),
      );
      return { id: name, outputs: inputs };
    },

    /** Passwords are not read back: the server keeps only their hashes. */
    async read({ inputs, state, id }) {
      const name = textIn(inputs, "name") || id;
      const found = await server.run({ action: `read the role ${name}` }, async (client) => {
        const text = "select rolcanlogin as login from pg_roles where rolname = $1";
        return (await client.query<{ login: boolean }>(text, [name])).rows[0];
      });
      return (
        found && { inputs: driftedInputs(inputs, found), outputs: { ...state, ...found, name } }
      );
    },

    async update({ oldInputs, news, preview }) {
      if (preview) return news;
      const [oldName, name] = [textIn(oldInputs, "name"), textIn(news, "name")];
      const secrets = [oldInputs, news].map((inputs) => textIn(inputs, "password"));
      await server.run({ action: `change the role ${oldName}`, secrets }, (client) =>
        transaction(client, async () => {
          const role = escapeIdentifier(name);
          if (oldName !== name) {
            await client.query(`alter role ${escapeIdentifier(oldName)} rename to ${role}`);
          }
          await client.query(`alter role ${role} ${loginOf(news)}`);
        }),
      );
      return news;
    },

    /** What the role owns isn't given to anybody: the program asks for `skipReassignOwned`. */
    async delete({ id, inputs }) {
      const name = textIn(inputs, "name") || id;
      await server.run({ action: `drop the role ${name}` }, async (client) => {
        if (!(await exists(client, "select from pg_roles where rolname = $1", [name]))) return;
        await client.query(`drop role ${escapeIdentifier(name)}`);
      });
    },
  };
}

function loginOf(inputs: Properties): string {
  const login = inputs.login === true ? "login" : "nologin";
  return `${login} password ${escapeLiteral(textIn(inputs, "password"))}`;
}
