import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { withOptionalPolicies, withRoleBesidePolicy } from "./policy-schemas";
import { documented, newer, withRoles } from "./schemas";

const roleColumn = "role text not null default 'GUEST'";
const stack: Partial<SeedSpecification> = {
  regions: [{ name: "eu", baseUrl: "https://eu.example.com" }],
  stacks: [
    {
      name: "s",
      organization: "Acme",
      region: "eu",
      clientSecret: "x",
      members: [{ user: alice }],
    },
  ],
};

describe("a row that must have a policy", () => {
  async function refused(ddl: string, specification: SeedSpecification): Promise<string> {
    const database = await createDatabase(ddl);
    const { connection } = database;
    const error: unknown = await applySeed({ connection, specification }).catch((e: unknown) => e);
    assert.ok(error instanceof Error, "it was written");
    assert.deepEqual(await database.query("select 1 from membership.users"), []);
    return error.message;
  }

  it("is never written without one where there is no table of policies", async () => {
    for (const form of ["integer", "integer not null", "uuid", "text"]) {
      const ddl = withRoles.replace(roleColumn, `policy_id ${form}`);
      const needed = "is needed: column policy_id of table organization_users must have a value";
      const words = await refused(ddl, acme({ members: [{ user: bob }] }));
      assert.match(words, new RegExp(`organizations\\[0\\]\\.ownerPolicy: ${needed}`), form);
      assert.match(words, new RegExp(`organizations\\[0\\]\\.members\\[0\\]\\.policy: ${needed}`));
    }
    assert.match(
      await refused(withRoles, acme({}, stack)),
      /^stacks\[0\]\.members\[0\]\.policy: is needed: column policy_id of table stack_users must have a value/,
    );
  });

  it("is written with the numbers that the specification has for its roles", async () => {
    const { connection, ...database } = await createDatabase(
      withRoles.replace(roleColumn, "policy_id integer"),
    );
    const rolePolicies = { admin: "4", guest: "3", stackGuest: "1" };
    const members = [{ user: bob }];
    await applySeed({ connection, specification: acme({ members }, { ...stack, rolePolicies }) });
    const rows = await database.query<{ policy_id: number }>(
      "select policy_id from membership.organization_users union all select policy_id from membership.stack_users order by 1",
    );
    assert.deepEqual(
      rows.map(({ policy_id: policy }) => policy),
      [1, 3, 4],
    );
  });

  for (const form of [
    "integer",
    "integer not null",
    "integer default 1",
    "integer not null default 1",
  ]) {
    it(`has one beside a role: ${form}`, async () => {
      const { connection, ...database } = await createDatabase(withRoleBesidePolicy(form));
      const carol = "carol@example.com";
      const members = [
        { user: bob, role: "ADMIN" as const },
        { user: carol, policy: "StackAdmin" },
      ];
      const specification = {
        ...acme({ members }),
        users: [alice, bob, carol, "dave@example.com"].map((email) => ({ email })),
      };
      await applySeed({ connection, specification });
      const listed = [...members, { user: "dave@example.com" }];
      await applySeed({
        connection,
        specification: {
          ...specification,
          organizations: [{ name: "Acme", owner: alice, members: listed }],
        },
      });
      const rows = await database.query(
        `select u.email, m.role, p.name from membership.organization_users m
         join membership.users u on u.id = m.user_id
         left join membership.policies p on p.id = m.policy_id order by 1`,
      );
      assert.deepEqual(rows, [
        { email: alice, role: "ADMIN", name: "OrganizationAdmin" },
        { email: bob, role: "ADMIN", name: "OrganizationAdmin" },
        { email: carol, role: "GUEST", name: "StackAdmin" },
        { email: "dave@example.com", role: "GUEST", name: "OrganizationGuest" },
      ]);
    });
  }

  it("has a role instead, where no table of policies is there", async () => {
    const { connection, ...database } = await createDatabase(newer);
    await applySeed({ connection, specification: acme({ members: [{ user: bob }] }) });
    const rows = await database.query("select role from membership.organization_users order by 1");
    assert.deepEqual(rows, [{ role: "ADMIN" }, { role: "GUEST" }]);
  });

  it("stays as it is, with a warning, where somebody made it without", async () => {
    const { connection, ...database } = await createDatabase(withOptionalPolicies(documented));
    const specification = acme({ members: [{ user: bob }] }, stack);
    await applySeed({ connection, specification });
    await database.query(
      "update membership.organization_users set policy_id = null; update membership.stack_users set policy_id = null",
    );
    const { plan, summary } = await applySeed({ connection, specification });
    assert.match(summary, /^~1 member \(Acme\/alice@example\.com: policy\)/);
    assert.deepEqual(plan.warnings, [
      "member Acme/bob@example.com has no policy, and can do nothing there: set organizations[0].members[0].policy",
      "stack member Acme/s/alice@example.com has no policy, and can do nothing there: set stacks[0].members[0].policy",
    ]);
  });

  it("is missed with a warning, where no table has the members", async () => {
    const ddl = documented.replace(
      /create table if not exists membership.organization_users [^]*?\n\);\n/,
      "",
    );
    const { connection } = await createDatabase(ddl);
    const { plan } = await applySeed({ connection, specification: acme({}) });
    assert.deepEqual(plan.warnings, [
      "the database has no table for members (schema membership has no table with organization_id and user_id that is unique over both): 1 owner isn't added as a member",
    ]);
  });
});
