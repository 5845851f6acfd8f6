import assert from "node:assert/strict";

import { removedEntries } from "../../../sandbox/stack/removed-entries";

const file = (...lines: string[]) =>
  ["config:", "  formance-control-plane:seed:", ...lines.map((line) => `    ${line}`)].join("\n");

const both = [
  "users: [{ email: a@example.com }, { email: b@example.com }]",
  "stacks: [{ name: Demo, organization: Example, region: Local }]",
];

describe("entries that are gone from the seed", () => {
  it("are told by name, wherever in their list they were", () => {
    const now = file("users: [{ email: b@example.com }]");
    assert.deepEqual(removedEntries(file(...both), now), [
      "user a@example.com",
      "stack Example/Demo",
    ]);
  });

  it("are none where none is gone, or their rows go too", () => {
    assert.deepEqual(removedEntries(file(...both), file(...both, "regions: [{ name: x }]")), []);
    assert.deepEqual(removedEntries(file(...both), file("prune: owned")), []);
  });

  it("are all of them where the seed is gone", () => {
    assert.equal(removedEntries(file(...both), "config: {}\n").length, 3);
  });
});
