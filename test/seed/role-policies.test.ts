import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import { SeedError } from "../../seed/errors";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { withRoleBesidePolicy } from "./policy-schemas";
import { documented, listedScopes, otherPolicies } from "./schemas";

const carol = "carol@example.com";
const renamed = "update membership.policies set name = 'The' || name";
const list = "1 TheStackGuest, 2 TheStackAdmin, 3 TheOrganizationGuest, 4 TheOrganizationAdmin";
const admin = `organizations[0].ownerPolicy: the database has no built-in policy OrganizationAdmin for the role ADMIN. Set rolePolicies.admin to one of: ${list}`;
const guest = `the database has no built-in policy OrganizationGuest or StackGuest for the role GUEST. Set rolePolicies.guest to one of: ${list}`;
const stackGuest = `stacks[0].members[0].policy: the database has no built-in policy StackGuest for the role GUEST. Set rolePolicies.stackGuest to one of: ${list}`;

const stack = (members: NonNullable<SeedSpecification["stacks"]>[number]["members"]) => ({
  regions: [{ name: "eu", baseUrl: "https://eu.example.com" }],
  stacks: [{ name: "s", organization: "Acme", region: "eu", clientSecret: "x", members }],
});

/** Everything with roles that nobody writes. */
const unwritten: SeedSpecification = {
  ...acme({ members: [{ user: bob }, { user: carol }] }, stack([{ user: bob }, { user: carol }])),
  users: [alice, bob, carol].map((email) => ({ email })),
};

const schemas = {
  documented,
  "other policies'": otherPolicies,
  "listed scopes'": listedScopes.replaceAll(
    "policy_id integer not null default 1",
    "policy_id integer not null",
  ),
  "role and policy's": withRoleBesidePolicy("integer"),
};

describe("roles whose policies have other names", () => {
  let database: TestDatabase;

  async function problemsOf(specification: SeedSpecification): Promise<string[]> {
    const { connection } = database;
    const fromFile: unknown = await sqlFile({ connection, specification }).catch((e: unknown) => e);
    const error: unknown = await applySeed({ connection, specification }).catch((e: unknown) => e);
    assert.ok(error instanceof SeedError && fromFile instanceof SeedError, "it was not refused");
    assert.equal(error.message, fromFile.message);
    return error.problems.map(({ path, message }) => `${path}: ${message}`).sort();
  }

  for (const [name, ddl] of Object.entries(schemas)) {
    it(`are one problem each, with the policies and the key, unwritten too: ${name} tables`, async () => {
      database = await createDatabase(`${ddl};${renamed}`);
      assert.deepEqual(
        await problemsOf(unwritten),
        [admin, `organizations[0].members[0].policy: ${guest}`, stackGuest].sort(),
      );
      assert.deepEqual(await database.query("select 1 from membership.users"), []);
      const rolePolicies = {
        admin: "TheOrganizationAdmin",
        guest: "3",
        stackAdmin: "2",
        stackGuest: "TheStackGuest",
      };
      const { connection } = database;
      await applySeed({ connection, specification: { ...unwritten, rolePolicies } });
      const rows = await database.query(
        "select distinct p.name from membership.organization_users m join membership.policies p on p.id = m.policy_id order by 1",
      );
      assert.deepEqual(rows, [{ name: "TheOrganizationAdmin" }, { name: "TheOrganizationGuest" }]);
      // What is there needs no role.
      const { summary } = await applySeed({
        connection,
        specification: { ...unwritten, rolePolicies: { admin: "4" } },
      });
      assert.match(summary, /^\d+ unchanged$/);
    });
  }

  it("are a problem of what is written where both are", async () => {
    database = await createDatabase(`${documented};${renamed}`);
    const members = [{ user: bob }, { user: alice }, { user: carol, role: "GUEST" as const }];
    const specification = { ...unwritten, ...acme({ members }), users: unwritten.users };
    assert.deepEqual(await problemsOf({ ...specification, stacks: [] }), [
      `organizations[0].members[0].policy: ${guest}`,
      admin.replace("ownerPolicy", "members[1].policy"),
    ]);
    const written = [{ user: bob, role: "ADMIN" as const }];
    assert.deepEqual(await problemsOf(acme({ ownerPolicy: "4", members: written })), [
      admin.replace("ownerPolicy", "members[0].role"),
    ]);
  });

  it("are no problem of members who have a policy, and none where the column has a default", async () => {
    database = await createDatabase(`${listedScopes};${renamed}`);
    const { connection } = database;
    const specification = acme({ ownerPolicy: "4", members: [{ user: bob }] });
    await applySeed({ connection, specification });
    const rows = await database.query(
      "select policy_id from membership.organization_users order by 1",
    );
    assert.deepEqual(rows, [{ policy_id: 1 }, { policy_id: 4 }]);
  });

  it("say that there are none at all", async () => {
    database = await createDatabase(
      `${documented};update membership.policies set protected = false`,
    );
    const [problem] = await problemsOf(acme({}));
    assert.equal(
      problem,
      "organizations[0].ownerPolicy: the database has no built-in policy OrganizationAdmin for the role ADMIN, nor any other: start Membership once, which creates them, or give one of the organization's own policies",
    );
    const { connection } = database;
    const policies = [{ name: "Owners", scopes: ["organization:Read"] }];
    await applySeed({ connection, specification: acme({ ownerPolicy: "Owners", policies }) });
  });
});
