import assert from "node:assert/strict";
import { applySeed, previewSeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import { importSeed } from "../../seed/import";
import { listPolicies } from "../../seed/lists";
import { readDatabase } from "../../seed/read-rows";
import { hasChanges } from "../../seed/summary";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { bigPolicies, textPolicies, uuidPolicies, withOptionalPolicies } from "./policy-schemas";
import { withRoles } from "./schemas";
import { runSql, versionsOf } from "./support";

const carol = "carol@example.com";

/** Every way to name a policy: a role, a built-in name, an own one, the owner's and the joiners'. */
const specification = {
  ...acme({
    domain: "example.com",
    defaultPolicy: "Auditors",
    policies: [{ name: "Auditors", scopes: ["stack:Read"] }],
    members: [
      { user: bob, policy: "Auditors" },
      { user: carol, role: "GUEST" },
    ],
  }),
  users: [alice, bob, carol].map((email) => ({ email })),
} as const;

async function policiesOf(database: TestDatabase): Promise<Record<string, string>> {
  const rows = await database.query<{ email: string; name: string | null }>(
    `select u.email, p.name from membership.organization_users m
     join membership.users u on u.id = m.user_id
     left join membership.policies p on p.id = m.policy_id
     union all select 'joiners', p.name from membership.organizations o
     left join membership.policies p on p.id = o.default_policy_id`,
  );
  return Object.fromEntries(rows.map(({ email, name }) => [email, String(name)]));
}

const expected = {
  [alice]: "OrganizationAdmin",
  [bob]: "Auditors",
  [carol]: "OrganizationGuest",
  joiners: "Auditors",
};

describe("ids of policies", () => {
  const types = { uuid: uuidPolicies, text: textPolicies, bigint: bigPolicies };
  for (const [type, ddl] of Object.entries(types)) {
    for (const form of [ddl, withOptionalPolicies(ddl)]) {
      const title = form === ddl ? type : `${type}, where a column may be empty`;

      it(`can be ${title}`, async () => {
        const database = await createDatabase(form);
        const { connection } = database;
        await applySeed({ connection, specification });
        assert.deepEqual(await policiesOf(database), expected);
        const versions = await versionsOf(database);
        await applySeed({ connection, specification });
        assert.deepEqual(await versionsOf(database), versions);
      });

      it(`can be ${title}: SQL file, import`, async () => {
        const database = await createDatabase(form);
        const { connection } = database;
        await runSql(database, (await sqlFile({ connection, specification })).text);
        assert.deepEqual(await policiesOf(database), expected);
        const { specification: imported } = await importSeed(connection);
        const { members = [] } = imported.organizations?.[0] ?? {};
        assert.equal(members.find(({ user }) => user === bob)?.policy, "Auditors");
        const plan = await previewSeed({ connection, specification: imported });
        assert.equal(hasChanges(plan), false);
      });
    }

    it(`of ${type} name a policy, also one whose name others have`, async () => {
      const database = await createDatabase(ddl);
      const { connection } = database;
      await applySeed({ connection, specification });
      await database.query(
        `insert into membership.policies (name, organization_id)
         select 'StackAdmin', id from membership.organizations`,
      );
      const listed = listPolicies(await readDatabase(connection, "membership"));
      const own = listed.find(({ name, protected: fixed }) => name === "StackAdmin" && !fixed);
      assert.ok(own);
      const policy = String(own.id);
      await applySeed({ connection, specification: acme({ members: [{ user: bob, policy }] }) });
      const [row] = await database.query<{ id: string }>(
        `select m.policy_id::text as id from membership.organization_users m
         join membership.users u on u.id = m.user_id where u.email = '${bob}'`,
      );
      assert.equal(row?.id, policy);
      const { specification: imported } = await importSeed(connection);
      const plan = await previewSeed({ connection, specification: imported });
      assert.equal(hasChanges(plan), false);
    });
  }

  it("are listed as the database has them: numbers as far as they can be told apart", async () => {
    const { connection } = await createDatabase(bigPolicies);
    const ids = listPolicies(await readDatabase(connection, "membership")).map(({ id }) => id);
    assert.deepEqual(ids.slice(0, 2), ["9007199254740992", "9007199254740993"]);
  });

  it("fit the column where no table has them", async () => {
    const ddl = (type: string): string =>
      withRoles.replace("role text not null default 'GUEST'", `policy_id ${type} not null`);
    const apply = async (type: string, ownerPolicy: string): Promise<unknown> => {
      const database = await createDatabase(ddl(type));
      await applySeed({ connection: database.connection, specification: acme({ ownerPolicy }) });
      const [row] = await database.query(
        "select policy_id::text as id from membership.organization_users",
      );
      return row?.id;
    };
    const uuid = "7d2f0f2a-7b1c-4b5d-9e39-0123456789ab";
    assert.equal(await apply("uuid", uuid.toUpperCase()), uuid);
    assert.equal(await apply("bigint", "9007199254740993"), "9007199254740993");
    assert.equal(await apply("text", "pol_1"), "pol_1");
    for (const [type, ownerPolicy] of [
      ["uuid", "2"],
      ["integer", "2147483648"],
      ["integer", uuid],
    ] as const) {
      await assert.rejects(
        apply(type, ownerPolicy),
        /^SeedError: organizations\[0\]\.ownerPolicy: the database has no table of policies to look .* up in: give /,
      );
    }
  });
});
