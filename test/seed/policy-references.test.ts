import assert from "node:assert/strict";
import { applySeed, previewSeed } from "../../seed/apply";
import { SeedError } from "../../seed/errors";
import { importSeed } from "../../seed/import";
import type { SeedSpecification } from "../../seed/schema";
import { hasChanges } from "../../seed/summary";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { documented } from "./schemas";

/** An organization that no specification here names, with policies of its own; and one of nobody. */
const others = `
  insert into membership.users (id, email) values ('zoe', 'zoe@example.com');
  insert into membership.organizations (id, name, owner_id) values ('other', 'Other', 'zoe');
  insert into membership.policies (id, name, organization_id, protected) values
    (50, 'Theirs', 'other', false), (51, 'Fixed', 'other', true), (52, 'Nobody''s', null, false);
  insert into membership.organization_users (organization_id, user_id, policy_id) values ('other', 'zoe', 4);`;

describe("what names a policy", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(`${documented};${others}`);
  });

  const apply = (specification: SeedSpecification) =>
    applySeed({ connection: database.connection, specification });

  /** The problems of a specification that is refused, each as its path and message. */
  async function problemsOf(specification: SeedSpecification): Promise<string[]> {
    const error: unknown = await apply(specification).catch((reason: unknown) => reason);
    assert.ok(error instanceof SeedError, "it was not refused");
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }

  async function policyOfBob(): Promise<string> {
    const [row] = await database.query<{ id: string }>(
      `select m.policy_id::text as id from membership.organization_users m
       join membership.users u on u.id = m.user_id where u.email = '${bob}'`,
    );
    return row?.id ?? "";
  }

  const list = "Policies: 1 StackGuest, 2 StackAdmin, 3 OrganizationGuest, 4 OrganizationAdmin";
  for (const policy of ["Theirs", "50", "Fixed", "51"]) {
    it(`is no policy of another organization that the specification doesn't name: ${policy}`, async () => {
      const elsewhere = `policy "${policy}" belongs to another organization, "Other". ${list}`;
      assert.deepEqual(await problemsOf(acme({ members: [{ user: bob, policy }] })), [
        `organizations[0].members[0].policy: ${elsewhere}`,
      ]);
      assert.deepEqual(await problemsOf(acme({ defaultPolicy: policy })), [
        `organizations[0].defaultPolicy: ${elsewhere}`,
      ]);
      assert.deepEqual(await problemsOf(acme({ ownerPolicy: policy })), [
        `organizations[0].ownerPolicy: ${elsewhere}`,
      ]);
    });
  }

  it("is no policy that is neither built in nor of the organization", async () => {
    const members = [{ user: bob, policy: "Nobody's" }];
    assert.deepEqual(await problemsOf(acme({ members })), [
      `organizations[0].members[0].policy: policy "Nobody's" belongs to no organization and isn't built in. ${list}`,
    ]);
  });

  it("is one cause of one problem", async () => {
    const users = ["a", "b", "c", "d"].map((name) => `${name}@example.com`);
    const [a, b, c, d] = users as [string, string, string, string];
    const refused: SeedSpecification = {
      users: users.map((email) => ({ email })),
      rolePolicies: { stackAdmin: "Nope" },
      organizations: [
        {
          name: "Acme",
          owner: a,
          ownerPolicy: "Nope",
          defaultPolicy: "Nope",
          policies: [{ name: "Empty", scopes: [] }],
          members: [
            { user: b, policy: "Nope" },
            { user: c, role: "ADMIN", policy: "StackGuest" },
            { user: d, policyId: 99 },
          ],
        },
        { name: "Globex", owner: b, ownerPolicy: "Empty", policies: [{ name: "Empty" }] },
        {
          name: "Initech",
          owner: c,
          ownerPolicy: "StackGuest",
          policies: [{ name: "StackGuest" }],
        },
      ],
      regions: [{ name: "eu", baseUrl: "https://eu.example.com" }],
      stacks: [
        {
          name: "s",
          organization: "Acme",
          region: "eu",
          clientSecret: "x",
          members: [{ user: b, role: "ADMIN" }],
        },
      ],
    };
    const paths = (await problemsOf(refused)).map((problem) => problem.split(":")[0]);
    assert.deepEqual(paths.sort(), [
      "organizations[0].defaultPolicy",
      "organizations[0].members[0].policy",
      "organizations[0].members[1].role",
      "organizations[0].members[2].policy",
      "organizations[0].ownerPolicy",
      "organizations[1].ownerPolicy",
      "organizations[2].policies[0].name",
      "rolePolicies.stackAdmin",
    ]);
  });

  it("is a number, if it is digits, whatever policies are called", async () => {
    await apply(acme({}));
    await database.query(
      `insert into membership.policies (id, name, organization_id)
       select v.id, v.name, o.id from (values (60, '2'), (61, '60')) as v (id, name), membership.organizations o
       where o.name = 'Acme'`,
    );
    for (const [written, meant] of [
      [{ policy: "2" }, "2"],
      [{ policyId: 2 }, "2"],
      [{ policyId: 60 }, "60"],
      [{ policy: "61" }, "61"],
    ] as const) {
      await apply(acme({ members: [{ user: bob, ...written }] }));
      assert.equal(await policyOfBob(), meant, JSON.stringify(written));
      const { connection } = database;
      const { specification } = await importSeed(connection);
      assert.equal(hasChanges(await previewSeed({ connection, specification })), false);
    }
  });

  it("is no name of digits: the number of the policy of that name is in the error", async () => {
    await apply(acme({}));
    await database.query(
      "insert into membership.policies (id, name, organization_id) select 60, '77', id from membership.organizations where name = 'Acme'",
    );
    assert.deepEqual(await problemsOf(acme({ defaultPolicy: "77" })), [
      "organizations[0].defaultPolicy: no policy has the number 77; to mean the policy of that name, give its number, 60",
    ]);
  });

  it("is wrong once in rolePolicies, however many have the role", async () => {
    const names = ["A", "B", "C"];
    const users = [{ email: alice }, { email: bob }];
    const organizations = names.map((name) => ({ name, owner: alice, members: [{ user: bob }] }));
    const words =
      "the database has no built-in policy 50 for the role ADMIN. Set rolePolicies.admin to one of: 1 StackGuest, 2 StackAdmin, 3 OrganizationGuest, 4 OrganizationAdmin";
    assert.deepEqual(await problemsOf({ users, organizations, rolePolicies: { admin: "50" } }), [
      `rolePolicies.admin: ${words}`,
    ]);
    const rolePolicies = { guest: "Nope", stackAdmin: "77" };
    assert.deepEqual(
      (await problemsOf({ users, organizations, rolePolicies })).map(
        (one) => one.split(" for ")[0],
      ),
      [
        "rolePolicies.guest: the database has no built-in policy Nope",
        "rolePolicies.stackAdmin: the database has no built-in policy 77",
      ],
    );
    await database.query("update membership.policies set name = 'Admin' where id = 4");
    assert.equal((await problemsOf({ users, organizations })).length, 1);
  });

  it("is no name of digits: a specification can't make such a policy", async () => {
    assert.deepEqual(await problemsOf(acme({ policies: [{ name: "2024" }] })), [
      'organizations[0].policies[0].name: must not be digits alone: they mean the number of a policy. Choose another name, such as "policy-2024"',
    ]);
  });

  it("is no protected policy of the organization itself, where entries make policies", async () => {
    const fixed = { users: [{ email: "zoe@example.com" }] };
    const organizations = [
      { name: "Other", owner: "zoe@example.com", policies: [{ name: "Fixed", scopes: [] }] },
    ];
    assert.deepEqual(await problemsOf({ ...fixed, organizations }), [
      'organizations[0].policies[0].name: "Fixed" is a protected policy: use it as it is, or choose another name',
    ]);
  });

  it("is a whole number or a text, and says so", async () => {
    const words = {
      any: "must be the name or number of a policy: text, or a whole number from 1 (in quotes if it is above 9007199254740991)",
      number: "must be the number of a policy: a whole number from 1",
    };
    for (const [policy, message] of [
      ["", words.any],
      [1.5, words.any],
      [
        2 ** 53,
        "must be the number of a policy: a whole number up to 9007199254740991. Write a larger one as text, in quotes",
      ],
      [true, words.any],
      [-1, words.number],
      [0, words.number],
    ] as const) {
      const members = [{ user: bob, policy: policy as string }];
      const problems = await problemsOf(acme({ ownerPolicy: policy as string, members }));
      const paths = ["organizations[0].ownerPolicy", "organizations[0].members[0].policy"];
      assert.deepEqual(
        problems,
        paths.map((path) => `${path}: ${message}`),
      );
    }
    for (const policyId of [1.5, -1, 0, "x"]) {
      const members = [{ user: bob, policyId: policyId as number }];
      const [problem] = await problemsOf(acme({ members, defaultPolicyId: policyId as number }));
      assert.match(
        problem ?? "",
        /defaultPolicyId: (must be the number of a policy: a whole number from 1|is .*, but must be an integer\.)$/,
      );
    }
  });

  it("can be a number in a specification that no reader of YAML has seen", async () => {
    const numbers = {
      ...acme({ ownerPolicy: 2 as unknown as string, members: [{ user: bob, role: "GUEST" }] }),
      rolePolicies: { guest: 1 as unknown as string },
    };
    await apply(numbers);
    const rows = await database.query<{ email: string; id: number }>(
      `select u.email, m.policy_id as id from membership.organization_users m
       join membership.users u on u.id = m.user_id where u.id <> 'zoe' order by 1`,
    );
    assert.deepEqual(rows, [
      { email: alice, id: 2 },
      { email: bob, id: 1 },
    ]);
  });
});
