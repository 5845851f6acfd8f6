import assert from "node:assert/strict";

import { documented, older, withRoles } from "../../seed/schemas";
import { asAdmin, createDatabase, type TestDatabase } from "../../support/postgres";
import { json, runOn } from "./support";

/** Two organizations; each has a policy called `Own`. */
const base = `
  insert into membership.users (id, email) values ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
  insert into membership.organizations (id, name, owner_id, domain) values
    ('acme', 'Acme', 'ann', 'example.com'), ('other', 'Other', 'ann', null);
  insert into membership.policies (id, name, organization_id) values
    (50, 'Own', 'acme'), (51, 'Own', 'other');
  insert into membership.regions (id, name, base_url, created_at) values
    ('eu', 'eu-1', 'https://eu-1.example.com', now());
  insert into membership.stacks (
    id, name, organization_id, region_id, client_secret, state, status, expected_status, created_at, updated_at
  ) values ('demo', 'demo', 'acme', 'eu', 'sesame', 'ACTIVE', 'READY', 'READY', now(), now());`;

const lists = ["organizations", "users", "policies", "regions", "stacks"] as const;

async function listed(
  database: TestDatabase,
  name: (typeof lists)[number],
): Promise<Record<string, unknown>[]> {
  const outcome = await runOn(database, [name, "list", "--json"]);
  assert.equal(outcome.status, 0, outcome.err);
  return json(outcome)[name] as Record<string, unknown>[];
}

async function table(database: TestDatabase, name: string): Promise<string> {
  const { status, out, err } = await runOn(database, [name, "list"]);
  assert.equal(status, 0, err);
  return out;
}

describe("a list", () => {
  it("shows rows that no specification can say, as they are", async () => {
    const database = await createDatabase(`${documented};${base}
      insert into membership.users (id, email) values ('robot', 'robot'), ('twin', 'Ann@example.com');
      insert into membership.organizations (id, name, owner_id, domain) values
        ('acme2', 'Acme', 'robot', '@other.io'), ('blank', '', 'ben', 'a.io,b.io');
      insert into membership.regions (id, name, base_url, created_at) values ('us', 'us', '', now());
      insert into membership.organization_features (organization_id, name) values ('acme', ' ');
      insert into membership.policies (id, name, organization_id, description) values
        (52, 'Blank', 'acme', '  ');`);
    const emails = (await listed(database, "users")).map(({ email }) => email);
    assert.deepEqual(emails, ["Ann@example.com", "ann@example.com", "ben@example.com", "robot"]);
    assert.deepEqual(
      (await listed(database, "organizations")).map(({ name, id, owner, domain }) => [
        name,
        id,
        owner,
        domain,
      ]),
      [
        ["", "blank", "ben@example.com", "a.io,b.io"],
        ["Acme", "acme", "ann@example.com", "example.com"],
        ["Acme", "acme2", "robot", "@other.io"],
        ["Other", "other", "ann@example.com", undefined],
      ],
    );
    const urls = (await listed(database, "regions")).map(({ baseUrl }) => baseUrl);
    assert.deepEqual(urls, ["https://eu-1.example.com", ""]);
    assert.equal((await listed(database, "stacks")).length, 1);
    assert.equal((await listed(database, "policies")).at(-1)?.name, "Blank");
  });

  it("counts the rows of members, and names policies of other organizations as theirs", async () => {
    const database = await createDatabase(`${documented};${base}
      insert into membership.organization_users (organization_id, user_id, policy_id) values
        ('acme', 'ben', 51), ('other', 'ann', 51);
      update membership.organizations set default_policy_id = 51 where id = 'acme';`);
    const organizations = await listed(database, "organizations");
    assert.deepEqual(
      organizations.map(({ name, defaultPolicy, members }) => [name, defaultPolicy, members]),
      [
        ["Acme", "Own of Other", 1],
        ["Other", undefined, 1],
      ],
    );
    assert.deepEqual(
      (await listed(database, "users")).map(({ organizations: places }) => places),
      [
        [
          { name: "Acme", owner: true, member: false },
          { name: "Other", owner: true, policy: "Own" },
        ],
        [{ name: "Acme", owner: false, policy: "Own of Other" }],
      ],
    );
    const text = await table(database, "users");
    assert.match(text, /Acme \(owner, no member\)/);
    assert.match(text, /Other \(owner, Own\)/);
    assert.match(text, /ben@example\.com .* Acme \(Own of Other\)/);
  });

  it("shows the roles of releases that keep them, and members of those that keep neither", async () => {
    const roles = await createDatabase(`${withRoles};
      insert into membership.users (id, email) values ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
      insert into membership.organizations (id, name, owner_id) values ('acme', 'Acme', 'ann');
      insert into membership.organization_users (organization_id, user_id, role) values
        ('acme', 'ann', 'ADMIN'), ('acme', 'ben', 'VIEWER');`);
    assert.match(await table(roles, "users"), /Acme \(owner, ADMIN\)[^]*Acme \(VIEWER\)/);
    const neither = await createDatabase(`${older};
      insert into membership.users (id, email) values ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
      insert into membership.organizations (id, name, owner_id) values ('acme', 'Acme', 'ann');
      insert into membership.users_organizations (organization_id, user_id) values
        ('acme', 'ann'), ('acme', 'ben');`);
    assert.match(await table(neither, "users"), /Acme \(owner\)[^]*Acme \(member\)/);
  });

  it("lets no name act on the terminal, in the document of --json either", async () => {
    const database = await createDatabase(`${documented};${base}
      update membership.organizations set name = E'A\\u001b[31m\\u009b1m\\nB\\u2028C\\u202eD' where id = 'acme';
      update membership.policies set name = E'P\\u0007\\u2029', description = E'\\u001b]0;x';
      update membership.stacks set name = E's\\u001b[2J';
      update membership.regions set name = E'r\\r\\u001b[2J';
      update membership.users set email = E'\\u001b[2J' || email;`);
    const acts = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
    for (const name of lists) {
      assert.doesNotMatch(await table(database, name), acts, name);
      const { out } = await runOn(database, [name, "list", "--json"]);
      assert.doesNotMatch(out, acts, name);
    }
    const [acme] = await listed(database, "organizations");
    assert.equal(acme?.name, "A\u001b[31m\u009b1m\nB\u2028C\u202eD");
  });

  it("needs no more than select on the tables that it shows", async () => {
    const database = await createDatabase(`${documented};${base}`);
    const role = `reader_${database.connection.database}`;
    await asAdmin(`create role ${role} login password 'read-pass'`);
    await database.query(`grant usage on schema membership to ${role};
      grant select on membership.regions, membership.organizations to ${role}`);
    const reader = {
      ...database,
      connection: { ...database.connection, user: role, password: "read-pass" },
    };
    assert.equal((await listed(reader, "regions")).length, 1);
    const refused = await runOn(reader, ["policies", "list"]);
    assert.equal(
      refused.err,
      `Role ${role} lacks rights on Membership's tables. As their owner, run: ${[
        "policies",
        "policy_scopes",
        "scopes",
      ]
        .map((name) => `grant select on membership.${name} to ${role};`)
        .join(" ")}\n`,
    );
  });
});
