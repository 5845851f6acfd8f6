import assert from "node:assert/strict";
import { applySeed, previewSeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import { importSeed } from "../../seed/import";
import type { SeedRequest } from "../../seed/request";
import type { SeedResult } from "../../seed/report";
import type { SeedSpecification } from "../../seed/schema";
import { hasChanges } from "../../seed/summary";
import { memberPolicies } from "../support/member-policies";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { documented, listedScopes, otherPolicies } from "./schemas";
import { one, policyExample, rowsOf, runSql } from "./support";

describe("policies of a seed", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(documented);
  });

  const seed = (
    specification: SeedSpecification,
    more: Partial<SeedRequest> = {},
  ): Promise<SeedResult> => applySeed({ connection: database.connection, specification, ...more });

  it("stand for roles: the owner is an administrator, a member without one a guest", async () => {
    await seed(acme({ members: [{ user: bob }] }));
    assert.deepEqual(await memberPolicies(database), {
      [alice]: "OrganizationAdmin",
      [bob]: "OrganizationGuest",
    });
    await seed(acme({ members: [{ user: bob, role: "ADMIN" }] }));
    assert.deepEqual(await memberPolicies(database), {
      [alice]: "OrganizationAdmin",
      [bob]: "OrganizationAdmin",
    });
  });

  it("are those of rolePolicies, by name or number", async () => {
    const rolePolicies = { admin: "StackAdmin", guest: "1" };
    await seed(acme({ members: [{ user: bob, role: "GUEST" }] }, { rolePolicies }));
    assert.deepEqual(await memberPolicies(database), {
      [alice]: "StackAdmin",
      [bob]: "StackGuest",
    });
  });

  it("fall back to the guest of a stack, and name those there are when none fits", async () => {
    await database.query("delete from membership.policies where name = 'OrganizationGuest'");
    await seed(acme({ members: [{ user: bob }] }));
    assert.equal((await memberPolicies(database))[bob], "StackGuest");
    await database.query("update membership.policies set name = 'Admin' where id = 4");
    await assert.rejects(
      seed(acme({})),
      /organizations\[0\]\.ownerPolicy: the database has no built-in policy OrganizationAdmin for the role ADMIN\. Set rolePolicies\.admin to one of: 1 StackGuest, 2 StackAdmin, 4 Admin/,
    );
  });

  it("of an existing member stay where the entry leaves them open", async () => {
    await seed(acme({ members: [{ user: bob, policy: "StackAdmin" }] }));
    const result = await seed(acme({ members: [{ user: bob }] }));
    assert.equal((await memberPolicies(database))[bob], "StackAdmin");
    assert.match(result.summary, /unchanged$/);
  });

  it("go back to the guest's when an entry stops giving one", async () => {
    const first = acme({ members: [{ user: bob, policy: "StackAdmin" }] });
    const { owned } = await seed(first);
    await seed(acme({ members: [{ user: bob }] }), { previous: { specification: first, owned } });
    assert.equal((await memberPolicies(database))[bob], "OrganizationGuest");
  });

  it("that were changed by hand stay under drift: keep, until their entry changes", async () => {
    const first = acme({ members: [{ user: bob, policy: "StackAdmin" }] });
    const { owned } = await seed(first);
    await database.query("update membership.organization_users set policy_id = 1");
    const previous = { specification: first, owned };
    await seed(first, { previous, drift: "keep" });
    assert.deepEqual(await memberPolicies(database), {
      [alice]: "StackGuest",
      [bob]: "StackGuest",
    });
    const changed = acme({ members: [{ user: bob, role: "GUEST" }] });
    await seed(changed, { previous, drift: "keep" });
    assert.deepEqual(await memberPolicies(database), {
      [alice]: "StackGuest",
      [bob]: "OrganizationGuest",
    });
    await seed(first, { previous });
    assert.deepEqual(await memberPolicies(database), {
      [alice]: "OrganizationAdmin",
      [bob]: "StackAdmin",
    });
  });

  it("of an organization lose scopes and get others, and adopt one made by hand", async () => {
    const { organizationIds } = await seed(acme({}));
    await database.query(
      `insert into membership.policies (name, organization_id) values ('Auditors', '${organizationIds.Acme ?? ""}')`,
    );
    const withScopes = (...scopes: string[]): SeedSpecification =>
      acme({ policies: [{ name: "Auditors", scopes }], defaultPolicy: "Auditors" });
    const scopes = async (): Promise<unknown> =>
      (
        await one(
          database,
          `select array_agg(s.label order by s.label) as labels from membership.policy_scopes l
           join membership.scopes s on s.id = l.scope_id
           join membership.policies p on p.id = l.policy_id where p.name = 'Auditors'`,
        )
      ).labels;
    const { owned } = await seed(withScopes("stack:Read", "organization:Read"));
    assert.deepEqual(owned.policies, []);
    assert.deepEqual(await scopes(), ["organization:Read", "stack:Read"]);
    await seed(withScopes("stack:Write", "stack:Read"));
    assert.deepEqual(await scopes(), ["stack:Read", "stack:Write"]);
    const previous = { specification: withScopes("stack:Read"), owned };
    await seed(acme({ policies: [{ name: "Auditors" }] }), { previous });
    assert.equal(await scopes(), null);
  });

  for (const by of ["direct", "SQL file"] as const) {
    it(`go with their organization under prune: owned, its default policy among them (${by})`, async () => {
      const before = await rowsOf(database);
      const first = await seed(policyExample);
      const empty = {};
      const request = {
        connection: database.connection,
        specification: empty,
        previous: {
          specification: {
            ...policyExample,
            stacks: policyExample.stacks.map((stack) => ({ ...stack, allowDeletion: true })),
          },
          owned: { ...first.owned, deletableStacks: first.owned.stacks },
        },
        prune: "owned",
      } as const;
      if (by === "direct") await applySeed(request);
      else await runSql(database, (await sqlFile(request)).text);
      assert.deepEqual(await rowsOf(database), before);
    });
  }

  it("of a SQL file are those that it was made for: it stops when a built-in one has changed", async () => {
    const { connection } = database;
    const { text } = await sqlFile({ connection, specification: policyExample });
    await database.query("update membership.policies set name = 'Former' where id = 4");
    await assert.rejects(runSql(database, text), /The rows of table policies aren't those/);
    await database.query("update membership.policies set name = 'OrganizationAdmin' where id = 4");
    await runSql(database, text);
  });

  it("stay while a row made by hand has them", async () => {
    const first = acme({ policies: [{ name: "Auditors", scopes: ["stack:Read"] }] });
    const { owned } = await seed(first);
    await database.query(
      "update membership.organization_users set policy_id = (select max(id) from membership.policies)",
    );
    const { summary } = await seed(acme({ ownerPolicy: "5" }), {
      previous: { specification: first, owned },
      prune: "owned",
    });
    assert.match(summary, /1 policy kept without an entry \(.*member .* refers to it\)/);
  });

  it("give users who join by a domain something to do, or a warning says how", async () => {
    const { summary } = await seed(acme({ domain: "example.com" }));
    assert.match(
      summary,
      /; users of example\.com who join organization Acme get no policy, so they can do nothing there: set organizations\[0\]\.defaultPolicy$/,
    );
    const { plan } = await seed(acme({ domain: "example.com", defaultPolicy: "StackGuest" }));
    assert.deepEqual(plan.warnings, []);
    const organizations = ["a", "b", "c", "d", "e"].map((name) => ({
      name,
      owner: alice,
      domain: `${name}.example.com`,
    }));
    const { plan: many } = await seed({ users: [{ email: alice }], organizations });
    assert.equal(many.warnings.length, 4);
    assert.equal(
      many.warnings[3],
      "2 more organizations have a domain and no default policy that allows anything",
    );
  });

  it("have a warning for a scope that the server may not know, with the likely one", async () => {
    const specification = acme({ policies: [{ name: "P", scopes: ["stack:Reed", "stack:Read"] }] });
    const { summary } = await seed(specification);
    assert.match(
      summary,
      /organizations\[0\]\.policies\[0\]\.scopes: "stack:Reed" is not among the database's scopes and is not written\. Did you mean "stack:Read"\?/,
    );
    assert.equal(
      hasChanges(await previewSeed({ connection: database.connection, specification })),
      false,
    );
    const { connection } = await createDatabase(listedScopes);
    assert.match(
      (await applySeed({ connection, specification })).summary,
      /"stack:Reed" is not a documented scope; the server may not know it/,
    );
  });

  it("have warnings for the first few of many such scopes", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const scopesOf = (place: number) => `organizations[0].policies[${place}].scopes`;
    const specification = acme({
      policies: [
        { name: "P", scopes: names },
        { name: "Q", scopes: names },
      ],
    });
    const { warnings } = await previewSeed({ connection: database.connection, specification });
    assert.deepEqual(warnings, [
      ...["a", "b", "c"].map(
        (scope) =>
          `${scopesOf(0)}: "${scope}" is not among the database's scopes and is not written.`,
      ),
      "7 more scopes are not among the database's scopes and are not written",
    ]);
    const { connection } = await createDatabase(listedScopes);
    const single = acme({ policies: [{ name: "P", scopes: names.slice(0, 4) }] });
    assert.equal(
      (await previewSeed({ connection, specification: single })).warnings[3],
      "1 more scope is not a documented scope; the server may not know it",
    );
  });

  it("take a role and the policy that it stands for", async () => {
    await seed(acme({ members: [{ user: bob, role: "ADMIN", policy: "OrganizationAdmin" }] }));
    assert.equal((await memberPolicies(database))[bob], "OrganizationAdmin");
  });

  it("are imported by name, as a specification that changes nothing", async () => {
    for (const ddl of [documented, otherPolicies, listedScopes]) {
      const { connection } = await createDatabase(ddl);
      await applySeed({ connection, specification: policyExample });
      const { specification, notes } = await importSeed(connection);
      const [first, second] = specification.organizations ?? [];
      assert.deepEqual(notes, []);
      assert.equal(first?.defaultPolicy, "Auditors");
      assert.equal(first.ownerPolicy, undefined);
      assert.equal(second?.ownerPolicy, "Owners");
      assert.deepEqual(first.features, ["EnablePrivateRegionsCreation", "Other"]);
      assert.deepEqual(first.policies?.[0]?.scopes, [
        "organization:Read",
        "organization:ReadLogs",
        "stack:Read",
      ]);
      const plan = await previewSeed({ connection, specification });
      assert.equal(hasChanges(plan), false);
    }
  });

  it("leave out of an import who has access to a stack without being a member", async () => {
    await seed(policyExample);
    await database.query(
      `insert into membership.stack_users select organization_id, stacks.id, u.id, 1
       from membership.stacks, membership.users u where stacks.name = 'main' and u.email like 'alice%'`,
    );
    const { notes } = await importSeed(database.connection);
    assert.match(notes.join(), /stack member .* is left out: the user isn't a member/);
  });
});
