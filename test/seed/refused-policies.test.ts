import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import type { SeedSpecification } from "../../seed/schema";
import { asAdmin, createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { documented, older, withRoles } from "./schemas";
import { example, versionsOf } from "./support";

describe("policies of a seed", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(documented);
  });

  const seed = async (specification: SeedSpecification): Promise<void> => {
    await applySeed({ connection: database.connection, specification });
  };

  const stacks = (user: string): Partial<SeedSpecification> => ({
    regions: [{ name: "eu", baseUrl: "https://eu.example.com" }],
    stacks: [
      { name: "s", organization: "Acme", region: "eu", clientSecret: "x", members: [{ user }] },
    ],
  });
  const bad: [string, SeedSpecification, RegExp][] = [
    [
      "an unknown policy",
      acme({ members: [{ user: bob, policy: "Nope" }] }),
      /organizations\[0\]\.members\[0\]\.policy: there is no policy "Nope"\. Policies: 1 StackGuest, 2 StackAdmin, 3 OrganizationGuest, 4 OrganizationAdmin/,
    ],
    [
      "an unknown number",
      acme({ defaultPolicyId: 99 }),
      /organizations\[0\]\.defaultPolicy: there is no policy "99"/,
    ],
    [
      "a policy of another organization",
      {
        ...acme({ members: [{ user: bob, policy: "Theirs" }] }),
        organizations: [
          { name: "Acme", owner: alice, members: [{ user: bob, policy: "Theirs" }] },
          { name: "Other", owner: bob, policies: [{ name: "Theirs", scopes: ["stack:Read"] }] },
        ],
      },
      /organizations\[0\]\.members\[0\]\.policy: policy "Theirs" belongs to another organization, "Other"/,
    ],
    [
      "a member of a stack who is no member of its organization",
      acme({}, stacks(bob)),
      /stacks\[0\]\.members\[0\]\.user: "bob@example\.com" isn't a member of organization "Acme": add the user to its members/,
    ],
    [
      "a protected policy",
      acme({ policies: [{ name: "StackAdmin", scopes: [] }] }),
      /organizations\[0\]\.policies\[0\]\.name: "StackAdmin" is a built-in policy, which is protected/,
    ],
    [
      "a role and a policy that disagree",
      acme({ members: [{ user: bob, role: "ADMIN", policy: "StackGuest" }] }),
      /organizations\[0\]\.members\[0\]\.role: stands for policy 4 OrganizationAdmin, which isn't the given policy: keep only one of the two/,
    ],
    [
      "a name and a number that disagree",
      acme({ members: [{ user: bob, policyId: 1, policy: "2" }] }),
      /organizations\[0\]\.members\[0\]\.policyId: differs from policy "2"/,
    ],
    [
      "an owner whose policy can do nothing",
      acme({ ownerPolicy: "Nothing", policies: [{ name: "Nothing" }] }),
      /organizations\[0\]\.ownerPolicy: policy "Nothing" has no scopes, so the owner could do nothing/,
    ],
    [
      "an owner with two policies",
      acme({ ownerPolicy: "StackAdmin", members: [{ user: alice, policy: "1" }] }),
      /organizations\[0\]\.ownerPolicy: the owner is also in members\[0\]/,
    ],
  ];
  for (const [title, specification, expected] of bad) {
    it(`refuse ${title}, and leave the database as it was`, async () => {
      await seed({
        users: [{ email: bob }],
        organizations: [{ name: "Other", owner: bob, policies: [{ name: "Theirs" }] }],
      });
      const versions = await versionsOf(database);
      await assert.rejects(seed(specification), expected);
      assert.deepEqual(await versionsOf(database), versions);
    });
  }
});

describe("the rights that policies need", () => {
  it("are in the error, as the statements that grant them", async () => {
    const { connection, ...database } = await createDatabase(documented);
    const role = `seeder_${connection.database}`;
    const tables = ["users", "organizations", "organization_users"];
    await asAdmin(`create role ${role} login password 'seed-pass'`);
    await database.query(
      `grant usage on schema membership to ${role};
       grant select, insert, update on ${tables.map((name) => `membership.${name}`).join(", ")} to ${role}`,
    );
    const as = { ...connection, user: role, password: "seed-pass" };
    const apply = (specification: SeedSpecification) =>
      applySeed({ connection: as, specification });
    await assert.rejects(apply(acme({})), (error: Error) => {
      assert.match(error.message, /grant select on membership\.policies to/);
      assert.match(error.message, /grant select on membership\.policy_scopes to/);
      assert.doesNotMatch(error.message, /insert/);
      return true;
    });
    await assert.rejects(
      apply(acme({ policies: [{ name: "P" }] })),
      /grant select, insert, update on membership\.policies to [^;]*; grant select, insert on membership\.policy_scopes/,
    );
  });
});

describe("policies on tables of releases before", () => {
  it("are a warning where there is no column, the owner's too", async () => {
    const { connection } = await createDatabase(older);
    const { summary } = await applySeed({
      connection,
      specification: acme({ ownerPolicy: "StackAdmin" }),
    });
    assert.match(summary, /users_organizations has no column policy_id: policy of 1 entry/);
    assert.match(summary, /users_organizations has no column role: role of 1 entry/);
  });

  it("of their own, and features, are refused by path where there is no table", async () => {
    const { connection } = await createDatabase(withRoles);
    const specification = acme({ policies: [{ name: "P" }], features: ["F"] });
    await assert.rejects(applySeed({ connection, specification }), (error: Error) => {
      assert.match(error.message, /organizations\[0\]\.policies\[0\]: the database has no table/);
      assert.match(error.message, /organizations\[0\]\.features\[0\]: the database has no table/);
      return true;
    });
  });

  it("ask for the owner's where it is needed, and take its number", async () => {
    const ddl = withRoles.replace(
      "role text not null default 'GUEST'",
      "policy_id integer not null",
    );
    const { connection } = await createDatabase(ddl);
    await assert.rejects(
      applySeed({ connection, specification: acme({}) }),
      /^SeedError: organizations\[0\]\.ownerPolicy: is needed: column policy_id of table organization_users must have a value/,
    );
    await applySeed({ connection, specification: acme({ ownerPolicy: "2" }) });
    const rolePolicies = { admin: "2", guest: "1" };
    await applySeed({ connection, specification: { ...example, rolePolicies } });
  });

  it("are asked for also where a column would do without", async () => {
    const { connection } = await createDatabase(
      documented
        .replaceAll("policy_id integer not null references", "policy_id integer references")
        .replace("(1, 'StackGuest', true), ", "")
        .replace("(3, 'OrganizationGuest', true), ", "")
        .replace(/insert into membership.policy_scopes[^]*$/, ""),
    );
    await assert.rejects(
      applySeed({ connection, specification: acme({ members: [{ user: bob }] }) }),
      /^SeedError: organizations\[0\]\.members\[0\]\.policy: the database has no built-in policy OrganizationGuest or StackGuest for the role GUEST\. Set rolePolicies\.guest to one of: 2 StackAdmin, 4 OrganizationAdmin$/,
    );
  });
});
