import { type Client, escapeIdentifier, escapeLiteral } from "pg";
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
        found && {
          inputs: driftedInputs(inputs, { name, ...found }),
          outputs: { ...state, ...found, name },
        }
      );
    },

    async update({ oldInputs, news, preview }) {
      if (preview) return news;
      const action = `change the role ${textIn(oldInputs, "name")}`;
      const secrets = [oldInputs, news].map((inputs) => textIn(inputs, "password"));
      await server.run({ action, secrets }, (client) =>
        transaction(client, () => change(client, oldInputs, news)),
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

async function change(client: Client, olds: Properties, news: Properties): Promise<void> {
  const [before, role] = [textIn(olds, "name"), escapeIdentifier(textIn(news, "name"))];
  if (escapeIdentifier(before) !== role) {
    await client.query(`alter role ${escapeIdentifier(before)} rename to ${role}`);
  }
  await client.query(`alter role ${role} ${loginOf(news)}`);
}

function loginOf(inputs: Properties): string {
  const login = inputs.login === true ? "login" : "nologin";
  return `${login} password ${escapeLiteral(textIn(inputs, "password"))}`;
}
