import assert from "node:assert/strict";
import fc from "fast-check";
import { currentOf } from "../../seed/load";
import { planSeed, type PlanRequest } from "../../seed/plan";
import { nothingOwned, type Owned, type SeedPlan } from "../../seed/plan-types";
import { resolve } from "../../seed/resolve";
import { byKind, kinds } from "../../seed/rows";
import type { SeedSpecification } from "../../seed/schema";
import { hasChanges, summarize } from "../../seed/summary";
import { keyOf } from "../../seed/kinds";
import { example } from "./support";
import { specifications } from "./arbitraries";

const desired = resolve(example);
const current = currentOf(desired);

/** Owns every row of a specification. */
function owning(specification: SeedSpecification): Owned {
  const rows = currentOf(resolve(specification));
  const keys = byKind((kind) => rows[kind].map(({ values }) => keyOf(kind, values)));
  return { ...keys, deletableStacks: keys.stacks };
}

function plan(request: Partial<PlanRequest>): SeedPlan {
  return planSeed({ current, desired, ...request });
}

describe("seed plan", () => {
  it("creates everything in an empty database", () => {
    const empty = byKind(() => []);
    assert.equal(
      summarize(plan({ current: empty })),
      "+3 users (alice@example.com, bob@example.com, Carol@Example.com), +2 organizations (Acme, Globex), " +
        "+4 members (Acme/alice@example.com, Acme/bob@example.com, Acme/carol@example.com, and 1 more), " +
        "+2 regions (eu-1, private), +2 stacks (Acme/demo, Globex/main), 0 unchanged",
    );
  });

  it("changes nothing where everything is as specified", () => {
    assert.equal(summarize(plan({})), "13 unchanged");
    assert.equal(hasChanges(plan({})), false);
  });

  it("names what differs, never a value", () => {
    const edited = {
      ...current,
      regions: current.regions.map((row) => ({
        ...row,
        values: { ...row.values, base_url: "https://hand", active: false },
      })),
      stacks: current.stacks.map((row) => ({
        ...row,
        values: { ...row.values, client_secret: "hand-made-secret" },
      })),
    };
    const summary = summarize(plan({ current: edited }));
    assert.equal(
      summary,
      "~2 regions (eu-1: baseUrl active, private: baseUrl active), " +
        "~2 stacks (Acme/demo: clientSecret, Globex/main: clientSecret), 9 unchanged",
    );
    assert.doesNotMatch(summary, /sesame|hand/);
  });

  it("takes a list of modules as a set", () => {
    const shuffled = current.stacks.map((row) =>
      row.values.name === "demo"
        ? { ...row, values: { ...row.values, modules: ["payments", "ledger"] } }
        : row,
    );
    assert.equal(hasChanges(plan({ current: { ...current, stacks: shuffled } })), false);
  });

  it("leaves alone what the specification leaves open", () => {
    const promoted = current.users.map((row) => ({
      ...row,
      values: { ...row.values, role: "SYSTEM" },
    }));
    assert.equal(hasChanges(plan({ current: { ...current, users: promoted } })), false);
  });

  it("resets what the last specification gave and this one leaves open", () => {
    const [acme, globex] = example.organizations;
    const { domain: _, ...plain } = acme;
    const next = resolve({ ...example, organizations: [plain, globex] });
    assert.equal(hasChanges(plan({ desired: next })), false);
    const update = plan({ desired: next, previous: desired }).kinds.organizations.updates[0];
    assert.deepEqual(update?.changes, { domain: { from: "example.com", to: null } });
  });

  it("leaves what was changed by hand, also when what it refers to is listed elsewhere", () => {
    const bob = current.users.find(({ values }) => values.email === "bob@example.com");
    const organizations = current.organizations.map((row) =>
      row.values.name === "Acme"
        ? { ...row, values: { ...row.values, owner_id: bob?.values.id ?? "" } }
        : row,
    );
    const next = resolve({
      ...example,
      users: [...example.users].reverse(),
      stacks: [...example.stacks].reverse(),
    });
    const request = {
      current: { ...current, organizations },
      desired: next,
      previous: desired,
    };
    assert.equal(hasChanges(plan({ ...request, drift: "keep" })), false);
    assert.equal(plan(request).kinds.organizations.updates.length, 1);
  });

  it("refuses to move a stack to another region", () => {
    const moved = resolve({
      ...example,
      stacks: [{ ...example.stacks[0], region: "private" }],
    });
    const [problem] = plan({ desired: moved }).problems;
    assert.equal(problem?.path, "stacks[0].region");
    assert.match(problem.message, /stack "Acme\/demo" is in the region with the id .*can't move/);
  });

  it("refuses a given id where the name exists under another", () => {
    const other = resolve({
      ...example,
      users: [{ email: "ALICE@example.com", id: "u1" }, ...example.users.slice(1)],
    });
    const [problem] = plan({ desired: other }).problems;
    assert.equal(problem?.path, "users[0].id");
    assert.match(problem.message, /exists with the id "[0-9a-f-]+", not "u1"/);
  });

  it("asks which of several namesakes is meant, and takes the one whose id is given", () => {
    const twins = [
      { kind: "regions" as const, values: { id: "r1", name: "eu", base_url: "https://x.y" } },
      { kind: "regions" as const, values: { id: "r2", name: "eu", base_url: "https://x.y" } },
    ];
    const region = { name: "eu", baseUrl: "https://x.y" };
    const found = { ...byKind(() => []), regions: twins };
    const unclear = planSeed({ current: found, desired: resolve({ regions: [region] }) });
    assert.match(
      unclear.problems[0]?.message ?? "",
      /2 existing regions are called "eu" \(ids r1, r2\)/,
    );
    const clear = planSeed({
      current: found,
      desired: resolve({ regions: [{ ...region, id: "r2" }] }),
    });
    assert.deepEqual(clear.problems, []);
    assert.equal(clear.ids.regions[0], "r2");
  });

  it("refuses two entries for one row", () => {
    const region = {
      kind: "regions" as const,
      values: { id: "r1", name: "eu", base_url: "https://x.y" },
    };
    const { problems } = planSeed({
      current: { ...byKind(() => []), regions: [region] },
      desired: resolve({
        regions: [
          { name: "eu", baseUrl: "https://x.y" },
          { name: "us", id: "r1", baseUrl: "https://x.y" },
        ],
      }),
    });
    assert.ok(problems.length > 0);
  });

  describe("of removals", () => {
    const fewer = resolve({
      users: example.users.slice(0, 2),
      organizations: [{ name: "Acme", owner: "bob@example.com" }],
      regions: [example.regions[0]],
      stacks: [example.stacks[0]],
    });
    const owned = owning(example);

    it("deletes nothing by default, and nothing that it doesn't own", () => {
      assert.doesNotMatch(summarize(plan({ desired: fewer, owned })), /(^|, )-\d/);
      assert.doesNotMatch(summarize(plan({ desired: fewer, prune: "owned" })), /(^|, )-\d/);
    });

    it("tells under warn what it would delete", () => {
      const summary = summarize(plan({ desired: fewer, owned, prune: "warn" }));
      assert.match(summary, /1 user kept without an entry \(Carol@Example.com: prune is warn\)/);
      assert.doesNotMatch(summary, /(^|, )-\d/);
    });

    it("deletes owned rows under owned, members with their organization", () => {
      const { kinds: result } = plan({ desired: fewer, owned, prune: "owned" });
      const labels = byKind((kind) => result[kind].deletes.map(({ label }) => label));
      assert.deepEqual(labels.users, ["Carol@Example.com"]);
      assert.deepEqual(labels.organizations, ["Globex"]);
      assert.deepEqual(labels.regions, ["private"]);
      assert.deepEqual(labels.stacks, ["Globex/main"]);
      assert.equal(labels.members.length, 3);
    });

    it("keeps a stack without leave, and all that it refers to", () => {
      const { kinds: result } = plan({
        desired: byKind(() => []),
        owned: { ...owned, deletableStacks: [] },
        prune: "owned",
      });
      assert.equal(result.stacks.deletes.length, 0);
      assert.equal(result.organizations.deletes.length, 0);
      assert.deepEqual(
        result.regions.deletes.map(({ label }) => label),
        ["private"],
      );
      assert.match(result.stacks.kept[0]?.reason ?? "", /allowDeletion/);
      assert.match(result.organizations.kept[0]?.reason ?? "", /stack .* refers to it/);
      assert.deepEqual(
        result.users.deletes.map(({ label }) => label),
        ["Carol@Example.com"],
      );
    });

    it("keeps a user who owns an organization that was made by hand", () => {
      const hand = { id: "hand", name: "Hand", owner_id: String(current.users[2]?.values.id) };
      const { kinds: result } = plan({
        current: {
          ...current,
          organizations: [...current.organizations, { kind: "organizations", values: hand }],
        },
        desired: fewer,
        owned,
        prune: "owned",
      });
      assert.deepEqual(result.users.deletes, []);
      assert.match(result.users.kept[0]?.reason ?? "", /organization Hand refers to it/);
    });
  });

  it("shows names without control characters", () => {
    const odd = resolve({ regions: [{ name: "a\nb\u001b[31m", baseUrl: "https://x.y" }] });
    const summary = summarize(plan({ current: byKind(() => []), desired: odd }));
    assert.match(summary, /\+1 region \(a\ufffdb\ufffd\[31m\)/);
  });

  it("finds nothing to do after itself, for any two specifications", () => {
    fc.assert(
      fc.property(specifications, specifications, (first, second) => {
        const before = currentOf(resolve(first));
        const wanted = resolve(second);
        const step = planSeed({
          current: before,
          desired: wanted,
          previous: resolve(first),
          owned: owning(first),
          prune: "owned",
        });
        assert.deepEqual(step.problems, []);
        for (const kind of kinds) {
          const { creates, updates, deletes, unchanged } = step.kinds[kind];
          assert.equal(creates.length + updates.length + unchanged, wanted[kind].length);
          assert.equal(updates.length + unchanged + deletes.length, before[kind].length);
        }
        assert.equal(
          hasChanges(
            planSeed({ current: currentOf(wanted), desired: wanted, owned: nothingOwned }),
          ),
          false,
        );
      }),
      { numRuns: 200 },
    );
  });
});
