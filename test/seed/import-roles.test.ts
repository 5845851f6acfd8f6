import assert from "node:assert/strict";
import fc from "fast-check";
import { applySeed, previewSeed } from "../../seed/apply";
import { importSeed } from "../../seed/import";
import type { OrganizationSpecification } from "../../seed/schema";
import { hasChanges, summarize } from "../../seed/summary";
import { createDatabase } from "../support/postgres";
import { withRoleBesidePolicy } from "./policy-schemas";
import { newer, withRoles } from "./schemas";

const ann = "ann@example.com";
const ben = "ben@example.com";

const base = `
  insert into membership.users (id, email) values ('ann', '${ann}'), ('ben', '${ben}');
  insert into membership.organizations (id, name, owner_id) values
    ('acme', 'Acme', 'ann'), ('other', 'Other', 'ben');
  insert into membership.policies (id, name, organization_id) values
    (50, 'Own', 'acme'), (51, 'Empty', 'acme'), (52, 'Theirs', 'other');
  insert into membership.policy_scopes select 50, id from membership.scopes where label = 'stack:Read';
  insert into membership.organization_users (organization_id, user_id, role, policy_id)
    values ('other', 'ben', 'ADMIN', 4);
  insert into membership.regions (id, name, base_url, created_at)
    values ('eu', 'eu', 'https://eu.example.com', now());
  insert into membership.stacks (id, name, organization_id, region_id, client_secret, state, status,
    expected_status, created_at, updated_at)
    values ('s', 's', 'acme', 'eu', 'x', 'ACTIVE', 'READY', 'READY', now(), now());
  alter table membership.stack_users alter policy_id drop not null,
    add column role text default 'GUEST';`;

/** Policies may be missing, and so may roles. */
const tables = `${withRoleBesidePolicy("integer")};${base}
  alter table membership.organization_users alter role drop not null;`;

/** A role and a policy's number, as a row has them. */
type Access = readonly [role: string | null, policy: number | null];

const sqlOf = ([role, policy]: Access): string =>
  `${role === null ? "null" : `'${role}'`}, ${policy ?? "null"}`;

const rows = (owner: Access, member: Access, stackMember: Access = member): string =>
  `insert into membership.organization_users (organization_id, user_id, role, policy_id) values
     ('acme', 'ann', ${sqlOf(owner)}), ('acme', 'ben', ${sqlOf(member)});
   insert into membership.stack_users (organization_id, stack_id, user_id, role, policy_id)
     values ('acme', 's', 'ben', ${sqlOf(stackMember)});`;

/** Applies what is imported to the same database, and then to one that is empty. */
async function roundTrip(sql: string) {
  const { connection } = await createDatabase(`${tables}${sql}`);
  const { specification, notes } = await importSeed(connection);
  const plan = await previewSeed({ connection, specification });
  assert.equal(hasChanges(plan), false, `${summarize(plan)} by ${JSON.stringify(specification)}`);
  const [organization] = specification.organizations ?? [];
  return { organization, stackMembers: specification.stacks?.[0]?.members, notes };
}

const admin: Access = ["ADMIN", 4];

const owners: readonly (readonly [Access, Partial<OrganizationSpecification>])[] = [
  [admin, {}],
  [["ADMIN", 50], { ownerPolicy: "Own" }],
  [["ADMIN", 3], { ownerPolicy: "OrganizationGuest" }],
  [["GUEST", 4], { members: [{ user: ann, policy: "OrganizationAdmin" }] }],
  [["GUEST", 3], { members: [{ user: ann, role: "GUEST", policy: "OrganizationGuest" }] }],
  [["GUEST", 50], { members: [{ user: ann, policy: "Own" }] }],
  [["OWNER", 4], { members: [{ user: ann, policy: "OrganizationAdmin" }] }],
  [["ADMIN", null], { members: [{ user: ann }] }],
  [["ADMIN", 51], { members: [{ user: ann }] }],
  [["ADMIN", 52], { members: [{ user: ann }] }],
  [[null, null], { members: [{ user: ann }] }],
];

const members: readonly (readonly [Access, object, string?])[] = [
  [admin, { role: "ADMIN", policy: "OrganizationAdmin" }],
  [["GUEST", 3], { role: "GUEST", policy: "OrganizationGuest" }],
  [["GUEST", 2], { policy: "StackAdmin" }],
  [["GUEST", 50], { policy: "Own" }],
  [
    ["ADMIN", 50],
    { policy: "Own" },
    "role of member ben@example.com of organization Acme is left out: ADMIN stands for policy 4 OrganizationAdmin, not for 50 Own",
  ],
  [
    ["ADMIN", 3],
    { policy: "OrganizationGuest" },
    "role of member ben@example.com of organization Acme is left out: ADMIN stands for policy 4 OrganizationAdmin, not for 3 OrganizationGuest",
  ],
  [["OWNER", 3], { policy: "OrganizationGuest" }],
  [["ADMIN", null], {}],
  [
    ["GUEST", 52],
    {},
    "policy of member ben@example.com of organization Acme is left out: policy 52 Theirs belongs to another organization",
  ],
];

describe("an import of roles beside policies", () => {
  for (const [access, expected] of owners) {
    it(`has an owner with ${access.join(" and ")}, and is accepted without a change`, async () => {
      const { organization } = await roundTrip(rows(access, admin));
      const { ownerPolicy, members: listed = [] } = organization ?? {};
      assert.deepEqual(
        { ownerPolicy, members: listed.filter(({ user }) => user === ann) },
        { ownerPolicy: undefined, members: [], ...expected },
      );
    });
  }

  for (const [access, expected, note] of members) {
    it(`has a member with ${access.join(" and ")}, and is accepted without a change`, async () => {
      const { organization, notes } = await roundTrip(rows(admin, access, ["GUEST", 1]));
      assert.deepEqual(organization?.members, [{ user: ben, ...expected }]);
      assert.deepEqual(notes, note === undefined ? [] : [note]);
    });
  }

  it("has a stack's members in the same way", async () => {
    const cases: [Access, object][] = [
      [["ADMIN", 2], { role: "ADMIN", policy: "StackAdmin" }],
      [["ADMIN", 1], { policy: "StackGuest" }],
      [["GUEST", 50], { policy: "Own" }],
      [["GUEST", null], {}],
    ];
    for (const [access, expected] of cases) {
      const { stackMembers } = await roundTrip(rows(admin, admin, access));
      assert.deepEqual(stackMembers, [{ user: ben, ...expected }]);
    }
  });

  it("has roles that stand for no policy of the database", async () => {
    const { organization } = await roundTrip(
      `${rows(["ADMIN", 4], ["GUEST", 52])} update membership.policies set name = 'The' || name;`,
    );
    assert.equal(organization?.ownerPolicy, "TheOrganizationAdmin");
    assert.deepEqual(organization.members, [{ user: ben }]);
  });

  it("is accepted, whatever rows there are", async function () {
    this.timeout(120_000);
    const access = fc.tuple(
      fc.constantFrom("ADMIN", "GUEST", "OWNER", null),
      fc.constantFrom(1, 2, 3, 4, 50, 51, 52, null),
    );
    await fc.assert(
      fc.asyncProperty(access, access, access, (owner, member, stackMember) =>
        roundTrip(rows(owner, member, stackMember)).then(() => undefined),
      ),
      { numRuns: 40 },
    );
  });

  it("gives the same rows to an empty database, as far as nothing is noted", async () => {
    for (const access of [admin, ["ADMIN", 50], ["ADMIN", 3]] as const) {
      const from = await createDatabase(`${tables}${rows(access, ["GUEST", 2])}`);
      const to = await createDatabase(withRoleBesidePolicy("integer"));
      const { specification } = await importSeed(from.connection);
      const stacks = specification.stacks?.map((stack) => ({ ...stack, clientSecret: "x" }));
      await applySeed({ connection: to.connection, specification: { ...specification, stacks } });
      const text = `select u.email, m.role, p.name from membership.organization_users m
        join membership.users u on u.id = m.user_id join membership.policies p on p.id = m.policy_id
        order by m.organization_id, 1`;
      assert.deepEqual(await to.query(text), await from.query(text));
    }
  });

  it("has numbers where no table has policies", async () => {
    for (const [ddl, column, expected] of [
      [newer, "role, policy_id", { ownerPolicy: "7" }],
      [withRoles, "role", {}],
    ] as const) {
      const { connection } = await createDatabase(`${ddl};
        insert into membership.users (id, email) values ('ann', '${ann}');
        insert into membership.organizations (id, name, owner_id) values ('acme', 'Acme', 'ann');
        insert into membership.organization_users (organization_id, user_id, ${column})
          values ('acme', 'ann', 'ADMIN'${column === "role" ? "" : ", 7"});`);
      const { specification } = await importSeed(connection);
      const { ownerPolicy, members: listed } = specification.organizations?.[0] ?? {};
      assert.deepEqual(
        { ownerPolicy, listed },
        { ownerPolicy: undefined, listed: undefined, ...expected },
      );
      assert.equal(hasChanges(await previewSeed({ connection, specification })), false);
    }
  });
});
