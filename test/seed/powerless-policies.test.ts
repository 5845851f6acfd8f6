import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import type { SeedRequest } from "../../seed/request";
import type { OrganizationSpecification, SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { documented, listedScopes } from "./schemas";

const readers = { name: "Readers", scopes: ["stack:Read"] };
const empty = { name: "Readers", scopes: [] };
const silent = { name: "Readers" };

describe("a policy that allows nothing", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(documented);
  });

  const seed = (specification: SeedSpecification, more: Partial<SeedRequest> = {}) =>
    applySeed({ connection: database.connection, specification, ...more });

  const first = acme({ ownerPolicy: "Readers", policies: [readers] });
  const nothing = /policy "Readers" has no scopes, so the owner could do nothing/;

  const emptied: [string, Partial<OrganizationSpecification>, RegExp][] = [
    ["an empty list", { ownerPolicy: "Readers", policies: [empty] }, /^.*\[0\]\.ownerPolicy: /],
    ["no list any more", { ownerPolicy: "Readers", policies: [silent] }, /^.*\[0\]\.ownerPolicy: /],
    ["its number", { ownerPolicy: "5", policies: [empty] }, /^.*\[0\]\.ownerPolicy: /],
    [
      "its number, and no list any more",
      { ownerPolicy: "5", policies: [silent] },
      /^.*\[0\]\.ownerPolicy: /,
    ],
    [
      "a member's entry",
      { policies: [silent], members: [{ user: alice, policy: "Readers" }] },
      /^.*members\[0\]\.policy: /,
    ],
  ];
  for (const drift of ["restore", "keep"] as const) {
    for (const [title, entry, place] of emptied) {
      it(`is refused for an owner: ${title} (drift: ${drift})`, async () => {
        const { owned } = await seed(first);
        const previous = { specification: first, owned };
        await assert.rejects(seed(acme(entry), { previous, drift }), (error: Error) => {
          assert.match(error.message, nothing);
          assert.match(error.message, place);
          return true;
        });
      });
    }
  }

  it("is refused for an owner whose entry leaves the policy open", async () => {
    await seed(first);
    await assert.rejects(
      seed(acme({ policies: [empty], members: [{ user: alice }] })),
      /^SeedError: organizations\[0\]\.members\[0\]\.policy: policy "Readers" has no scopes/,
    );
  });

  it("is refused for an owner with the scopes that aren't known, and the likely ones", async () => {
    await assert.rejects(
      seed(acme({ ownerPolicy: "P", policies: [{ name: "P", scopes: ["stack:Reed"] }] })),
      (error: Error) => {
        assert.match(error.message, /ownerPolicy: policy "P" has no scopes/);
        assert.match(
          error.message,
          /"stack:Reed" is not among the database's scopes\. Did you mean "stack:Read"\?/,
        );
        return true;
      },
    );
  });

  it("is refused for an owner where scopes are a column", async () => {
    database = await createDatabase(listedScopes);
    const { owned } = await seed(first);
    await assert.rejects(
      seed(acme({ ownerPolicy: "Readers", policies: [silent] }), {
        previous: { specification: first, owned },
      }),
      nothing,
    );
  });

  it("is no reason against another owner's policy, nor where an entry says nothing of scopes", async () => {
    const { owned } = await seed(first);
    const later = acme({ ownerPolicy: "Readers", policies: [silent] });
    await seed(later);
    await seed(acme({ ownerPolicy: "StackAdmin", policies: [empty] }), {
      previous: { specification: first, owned },
    });
  });

  it("is a warning for an owner who has it, where the specification says nothing of it", async () => {
    await seed(first);
    await database.query("delete from membership.policy_scopes where policy_id = 5");
    const { plan } = await seed(acme({ members: [{ user: alice }] }));
    assert.deepEqual(plan.warnings, [
      'the owner of organization Acme has the policy "Readers", which has no scopes, and can do nothing there: set organizations[0].members[0].policy',
    ]);
  });

  it("is a warning for an owner where somebody took its scopes, and drift is kept", async () => {
    const { owned } = await seed(first);
    await database.query("delete from membership.policy_scopes where policy_id = 5");
    const previous = { specification: first, owned };
    const { plan } = await seed(first, { previous, drift: "keep" });
    assert.deepEqual(plan.warnings, [
      'the owner of organization Acme has the policy "Readers", which has no scopes, and can do nothing there: set organizations[0].ownerPolicy',
    ]);
    assert.match((await seed(first, { previous })).summary, /~1 policy \(Acme\/Readers: scopes\)/);
  });

  const builtIn: [string, SeedSpecification, string][] = [
    ["the administrator's", acme({}), "organizations[0].ownerPolicy"],
    ["by name", acme({ ownerPolicy: "OrganizationAdmin" }), "organizations[0].ownerPolicy"],
    ["by number", acme({ ownerPolicy: "4" }), "organizations[0].ownerPolicy"],
    ["listed", acme({ members: [{ user: alice }] }), "organizations[0].members[0].policy"],
    [
      "listed, with ownerPolicy",
      acme({ ownerPolicy: "4", members: [{ user: alice }] }),
      "organizations[0].ownerPolicy",
    ],
  ];
  for (const [title, specification, place] of builtIn) {
    it(`is a warning for an owner if it is built in: ${title}`, async () => {
      const words = `the owner of organization Acme has the policy "OrganizationAdmin", which has no scopes, and can do nothing there: set ${place}`;
      await database.query("delete from membership.policy_scopes where policy_id = 4");
      assert.deepEqual((await seed(specification)).plan.warnings, [words]);
      assert.deepEqual((await seed(specification)).plan.warnings, [words]);
      database = await createDatabase(listedScopes);
      await database.query("update membership.policies set scopes = '{stack:Read}' where id < 4");
      assert.deepEqual((await seed(specification)).plan.warnings, [words]);
      await database.query("update membership.policies set scopes = '{organization:Read}'");
      assert.deepEqual((await seed(specification)).plan.warnings, []);
      // Where none of them has scopes, the server keeps them elsewhere.
      await database.query("update membership.policies set scopes = '{}'");
      assert.deepEqual((await seed(specification)).plan.warnings, []);
    });
  }

  it("is a warning once for each of few owners, and a number of others", async () => {
    await database.query("delete from membership.policy_scopes where policy_id = 4");
    const organizations = ["a", "b", "c", "d", "e"].map((name) => ({ name, owner: alice }));
    const { plan } = await seed({ users: [{ email: alice }], organizations });
    assert.equal(plan.warnings.length, 4);
    assert.equal(plan.warnings[3], "2 more owners have a policy without scopes");
  });

  const domain = "example.com";
  const joiners =
    'users of example.com who join organization Acme get the policy "Readers", which has no scopes, so they can do nothing there: give it scopes, or set another organizations[0].defaultPolicy';
  for (const [title, entry] of [
    ["new", { policies: [silent] }],
    [
      "new, with scopes that the server doesn't know",
      { policies: [{ name: "Readers", scopes: ["foo:Bar"] }] },
    ],
  ] as const) {
    it(`is a warning for joiners: ${title}`, async () => {
      const { plan } = await seed(acme({ domain, defaultPolicy: "Readers", ...entry }));
      assert.equal(plan.warnings.at(-1), joiners);
      const again = await seed(acme({ domain, defaultPolicy: "Readers", ...entry }));
      assert.equal(again.plan.warnings.at(-1), joiners);
    });
  }

  it("is a warning for joiners: built in", async () => {
    await database.query("delete from membership.policy_scopes where policy_id = 1");
    const { plan } = await seed(acme({ domain, defaultPolicy: "StackGuest" }));
    assert.deepEqual(plan.warnings, [
      joiners.replace("Readers", "StackGuest").replace("give it scopes, or ", ""),
    ]);
  });

  it("is a warning for joiners: emptied, and of the database", async () => {
    const before = acme({ domain, defaultPolicy: "Readers", policies: [readers] });
    const { owned, plan } = await seed(before);
    assert.deepEqual(plan.warnings, []);
    const previous = { specification: before, owned };
    const emptying = acme({ domain, defaultPolicy: "5", policies: [silent] });
    assert.deepEqual((await seed(emptying, { previous })).plan.warnings, [joiners]);
    assert.deepEqual((await seed(acme({ domain }))).plan.warnings, [joiners]);
    assert.deepEqual((await seed(acme({ domain, policies: [readers] }))).plan.warnings, []);
    const quiet = await seed(
      acme({ defaultPolicy: "Readers", policies: [empty], members: [{ user: bob }] }),
    );
    assert.deepEqual(quiet.plan.warnings.length, 1, "the domain is still the database's");
  });
});
