import type { Client } from "pg";
import type { CompletionContext, ResourceKind } from "../protocol/resource-kind";
import type { Outputs } from "../protocol/stand-in";
import type { Properties } from "../protocol/values";
import { asMemberOf } from "./membership";
import { changedKeys, driftedInputs, listIn, textIn, withName, withSets } from "./properties";
import { optionsOf, settingsOf } from "./role-options";
import { type Server, exists, transaction } from "./server";
import { identifier } from "./sql";

/** `postgresql.Role`. */
export function roleKind(server: Server): ResourceKind {
  const secretsOf = (...all: Properties[]) =>
    all.flatMap((inputs) => [textIn(inputs, "password"), textIn(inputs, "passwordWo")]);

  return {
    complete,
    replaces: () => false,

    async create({ inputs, preview }) {
      const name = textIn(inputs, "name");
      if (preview) return { id: "", outputs: inputs };
      const work = { action: `create the role ${name}`, secrets: secretsOf(inputs) };
      await server.run(work, (client) =>
        transaction(client, async () => {
          const all = new Set(Object.keys(inputs));
          await client.query(`create role ${identifier(name)} ${optionsOf(inputs, all)}`);
          await join(client, name, listIn(inputs, "roles"));
          for (const setting of settingsOf({}, inputs)) await client.query(setting);
        }),
      );
      return { id: name, outputs: inputs };
    },

    async read({ inputs, state, id }) {
      const name = textIn(inputs, "name") || id;
      const found = await server.run({ action: `read the role ${name}` }, (client) =>
        find(client, name),
      );
      return (
        found && { inputs: driftedInputs(inputs, found), outputs: { ...state, ...found, name } }
      );
    },

    async update({ oldInputs, news, preview }) {
      if (preview) return news;
      const oldName = textIn(oldInputs, "name");
      const name = textIn(news, "name");
      const work = { action: `change the role ${oldName}`, secrets: secretsOf(oldInputs, news) };
      await server.run(work, (client) =>
        transaction(client, async () => {
          if (oldName !== name) {
            await client.query(`alter role ${identifier(oldName)} rename to ${identifier(name)}`);
          }
          const options = optionsOf(news, changedKeys(oldInputs, news));
          if (options !== "") await client.query(`alter role ${identifier(name)} ${options}`);
          await changeRoles(client, oldInputs, news);
          for (const setting of settingsOf(oldInputs, news)) await client.query(setting);
        }),
      );
      return news;
    },

    async delete({ id, inputs }) {
      const name = textIn(inputs, "name") || id;
      await server.run({ action: `drop the role ${name}` }, async (client) => {
        if (!(await exists(client, "select from pg_roles where rolname = $1", [name]))) return;
        if (inputs.skipReassignOwned !== true) await giveUpObjects(client, name);
        if (inputs.skipDropRole !== true) await client.query(`drop role ${identifier(name)}`);
      });
    },
  };
}

/** The official provider's defaults. */
function complete(inputs: Properties, context: CompletionContext): Properties {
  return {
    bypassRowLevelSecurity: false,
    connectionLimit: -1,
    createDatabase: false,
    createRole: false,
    encryptedPassword: true,
    inherit: true,
    login: false,
    replication: false,
    superuser: false,
    validUntil: "infinity",
    ...withSets(withName(inputs, context), ["roles"]),
  };
}

async function join(client: Client, name: string, roles: readonly string[]): Promise<void> {
  for (const role of roles) {
    await client.query(`grant ${identifier(role)} to ${identifier(name)}`);
  }
}

async function changeRoles(client: Client, olds: Properties, news: Properties): Promise<void> {
  const name = textIn(news, "name");
  const [before, after] = [listIn(olds, "roles"), listIn(news, "roles")];
  for (const role of before.filter((item) => !after.includes(item))) {
    await client.query(`revoke ${identifier(role)} from ${identifier(name)}`);
  }
  await join(
    client,
    name,
    after.filter((role) => !before.includes(role)),
  );
}

/** What the role owns goes to the provider's user, and its rights go with it. */
async function giveUpObjects(client: Client, name: string): Promise<void> {
  await asMemberOf(client, name, async () => {
    await client.query(`reassign owned by ${identifier(name)} to current_user`);
    await client.query(`drop owned by ${identifier(name)}`);
  });
}

/** Passwords are not read back: the server keeps only their hashes. */
async function find(client: Client, name: string): Promise<Outputs | undefined> {
  const { rows } = await client.query<Record<string, string | number | boolean | string[]>>(
    `select rolcanlogin as login, rolsuper as superuser, rolinherit as inherit,
            rolcreaterole as "createRole", rolcreatedb as "createDatabase",
            rolreplication as replication, rolbypassrls as "bypassRowLevelSecurity",
            rolconnlimit as "connectionLimit",
            coalesce(rolvaliduntil::text, 'infinity') as "validUntil",
            array(select parent.rolname::text
                  from pg_auth_members m join pg_roles parent on parent.oid = m.roleid
                  where m.member = r.oid
                  order by parent.rolname) as roles
     from pg_roles r
     where rolname = $1`,
    [name],
  );
  return rows[0];
}
