import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import type { SeedRequest } from "../../seed/request";
import type { SeedResult } from "../../seed/report";
import type { MemberSpecification, SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { textPolicies, uuidPolicies, withRoleBesidePolicy } from "./policy-schemas";
import { documented, listedScopes, newer, otherPolicies, withRoles } from "./schemas";
import { runSql } from "./support";

const owner = (entry: Partial<MemberSpecification> = {}) =>
  acme({ members: [{ user: alice, ...entry }] });

/** An organization of Alice's, who is no member of it by the specification's doing. */
const byHand = (policy: string): string => `
  insert into membership.users (id, email) values ('ann', '${alice}');
  insert into membership.organizations (id, name, owner_id) values ('acme', 'Acme', 'ann');
  insert into membership.organization_users (organization_id, user_id, policy_id)
    values ('acme', 'ann', (select id from membership.policies where name = '${policy}'));`;

const policySchemas = {
  documented,
  "other policies'": otherPolicies,
  "listed scopes'": listedScopes,
  "uuid policies'": uuidPolicies,
  "text policies'": textPolicies,
  "role and policy's": withRoleBesidePolicy("integer not null"),
};

/** The role and the policy of Alice's membership, as far as the tables have them. */
async function accessOf(database: TestDatabase): Promise<unknown> {
  const [row] = await database.query<{ row: { role?: string; policy_id?: string | number } }>(
    `select to_jsonb(m) as row from membership.organization_users m
     join membership.users u on u.id = m.user_id where u.email ilike '${alice}'`,
  );
  const { role, policy_id: id } = row?.row ?? {};
  if (id === undefined) return role;
  const policies = await database.query<{ id: string; name: string }>(
    "select id::text, name from membership.policies",
  );
  return policies.find((policy) => policy.id === String(id))?.name;
}

describe("an owner who is listed among the members", () => {
  let database: TestDatabase;
  const seed = (
    specification: SeedSpecification,
    more: Partial<SeedRequest> = {},
  ): Promise<SeedResult> => applySeed({ connection: database.connection, specification, ...more });

  for (const [name, ddl] of Object.entries(policySchemas)) {
    it(`is a new administrator where the entry leaves that open: ${name} tables`, async () => {
      database = await createDatabase(ddl);
      await seed(owner());
      assert.equal(await accessOf(database), "OrganizationAdmin");
      assert.match((await seed(owner())).summary, /^\d+ unchanged/);
    });

    it(`has the policy that it has, where the entry leaves that open: ${name} tables`, async () => {
      database = await createDatabase(`${ddl};${byHand("StackAdmin")}`);
      const { summary } = await seed(owner());
      assert.equal(await accessOf(database), "StackAdmin");
      assert.match(summary, /^\+1 user \(bob@example\.com\), \d+ unchanged/);
    });
  }

  it("has the role of an administrator on tables of roles alone", async () => {
    for (const ddl of [withRoles, newer]) {
      database = await createDatabase(ddl);
      await seed(owner());
      const [row] = await database.query("select role from membership.organization_users");
      assert.deepEqual(row, { role: "ADMIN" });
      await database.query("update membership.organization_users set role = 'GUEST'");
      assert.match((await seed(owner())).summary, /^\d+ unchanged/);
    }
  });

  it("has the role beside the policy", async () => {
    database = await createDatabase(withRoleBesidePolicy("integer not null"));
    await seed(owner({ policy: "StackAdmin" }));
    const [row] = await database.query("select role, policy_id from membership.organization_users");
    assert.deepEqual(row, { role: "ADMIN", policy_id: 2 });
  });

  it("is a new administrator by the SQL file, by another writing, and by rolePolicies", async () => {
    database = await createDatabase(documented);
    const { connection } = database;
    await runSql(database, (await sqlFile({ connection, specification: owner() })).text);
    assert.equal(await accessOf(database), "OrganizationAdmin");

    database = await createDatabase(documented);
    await seed({
      users: [{ email: alice, id: "ann" }, { email: bob }],
      organizations: [{ name: "Acme", owner: "ALICE@example.com", members: [{ user: "ann" }] }],
    });
    assert.equal(await accessOf(database), "OrganizationAdmin");

    database = await createDatabase(documented);
    await seed({ ...owner(), rolePolicies: { admin: "2", guest: "1" } });
    assert.equal(await accessOf(database), "StackAdmin");
  });

  it("has ownerPolicy, new or not", async () => {
    database = await createDatabase(`${documented};${byHand("StackGuest")}`);
    const specification = acme({ ownerPolicy: "StackAdmin", members: [{ user: alice }] });
    await seed(specification);
    assert.equal(await accessOf(database), "StackAdmin");
    database = await createDatabase(documented);
    await seed(specification);
    assert.equal(await accessOf(database), "StackAdmin");
    await assert.rejects(
      seed(acme({ ownerPolicy: "Nope", members: [{ user: alice }] })),
      /^SeedError: organizations\[0\]\.ownerPolicy: there is no policy "Nope"/,
    );
    for (const entry of [{ role: "GUEST" as const }, { policy: "StackAdmin" }, { policyId: 2 }]) {
      await assert.rejects(
        seed(acme({ ownerPolicy: "StackAdmin", members: [{ user: alice, ...entry }] })),
        /^SeedError: organizations\[0\]\.ownerPolicy: the owner is also in members\[0\]/,
      );
    }
  });

  it("is what the entry says", async () => {
    database = await createDatabase(documented);
    await seed(owner({ role: "GUEST" }));
    assert.equal(await accessOf(database), "OrganizationGuest");
  });

  it("goes back to the administrator's policy, and stays there when the entry comes or goes", async () => {
    database = await createDatabase(documented);
    const steps = [owner({ policy: "StackGuest" }), owner(), acme({}), owner()];
    const expected = ["StackGuest", ...Array<string>(3).fill("OrganizationAdmin")];
    let previous: SeedRequest["previous"];
    for (const [index, specification] of steps.entries()) {
      const { owned } = await seed(specification, { previous, prune: "owned" });
      assert.equal(await accessOf(database), expected[index]);
      previous = { specification, owned };
    }
  });

  it("keeps the access of a member on becoming the owner, with a warning", async () => {
    const listed = { members: [{ user: alice }, { user: bob }] };
    const place = "organizations[0].ownerPolicy";
    for (const [ddl, what] of [
      [documented, `policy that the member has: set ${place}`],
      [withRoleBesidePolicy("integer"), `policy that the member has: set ${place}`],
      [withRoles, "role that the member has: set organizations[0].members[1].role"],
    ] as const) {
      database = await createDatabase(ddl);
      await seed(acme(listed));
      const later = acme({ ...listed, owner: bob });
      const { plan } = await seed(later);
      assert.deepEqual(plan.warnings, [`the new owner of organization Acme keeps the ${what}`]);
      assert.deepEqual((await seed(later)).plan.warnings, []);
    }
    for (const entry of [{ members: [{ user: alice }] }, { ...listed, ownerPolicy: "4" }]) {
      database = await createDatabase(documented);
      await seed(acme(listed));
      const { plan } = await seed(acme({ ...entry, owner: bob }));
      assert.deepEqual(plan.warnings, []);
    }
  });

  it("changes places with the former owner, where the last specification is known", async () => {
    const listed = { members: [{ user: alice }, { user: bob }] };
    const first = acme(listed);
    const later = acme({ ...listed, owner: bob });
    for (const drift of ["restore", "keep"] as const) {
      for (const [ddl, column] of [
        [documented, "policy_id"],
        [withRoleBesidePolicy("integer"), "policy_id"],
        [withRoles, "role"],
      ] as const) {
        database = await createDatabase(ddl);
        const access = async (): Promise<unknown[]> => {
          const rows = await database.query<{ access: string }>(
            `select m.${column}::text as access from membership.organization_users m
             join membership.users u on u.id = m.user_id order by u.email`,
          );
          return rows.map((row) => row.access);
        };
        const [admin, guest] = column === "role" ? ["ADMIN", "GUEST"] : ["4", "3"];
        const { owned } = await seed(first);
        assert.deepEqual(await access(), [admin, guest]);
        const previous = { specification: first, owned };
        const { plan, owned: next } = await seed(later, { previous, drift });
        assert.deepEqual(await access(), [guest, admin]);
        assert.deepEqual(plan.warnings, []);
        // Somebody's change by hand stays where the owner stays.
        await database.query(
          `update membership.organization_users set ${column} = ${column === "role" ? "'GUEST'" : 2}`,
        );
        const again = { previous: { specification: later, owned: next }, drift };
        assert.match((await seed(later, again)).summary, /^\d+ unchanged/);
      }
    }
  });

  it("is a guest elsewhere", async () => {
    database = await createDatabase(documented);
    await seed({
      users: [{ email: alice }, { email: bob }],
      organizations: [
        { name: "Acme", owner: alice, members: [{ user: bob }, { user: alice }] },
        { name: "Globex", owner: bob, members: [{ user: alice }, { user: bob }] },
      ],
    });
    const rows = await database.query(
      `select o.name, u.email, m.policy_id as policy from membership.organization_users m
       join membership.users u on u.id = m.user_id
       join membership.organizations o on o.id = m.organization_id order by 1, 2`,
    );
    assert.deepEqual(
      rows.map(({ name, email, policy }) => [name, email, policy]),
      [
        ["Acme", alice, 4],
        ["Acme", bob, 3],
        ["Globex", alice, 3],
        ["Globex", bob, 4],
      ],
    );
  });
});
