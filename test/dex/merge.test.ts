import assert from "node:assert/strict";
import fc from "fast-check";
import { deepMerge, isMap, type Plain, type PlainMap } from "../../dex/merge";

const { map } = fc.letrec<{ plain: Plain; map: PlainMap }>((tie) => ({
  plain: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie("plain"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("plain"), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
}));

describe("the merge of configOverrides", () => {
  it("changes nothing without overrides, and takes all of them over nothing", () => {
    fc.assert(
      fc.property(map, (document) => {
        assert.deepEqual(deepMerge(document, {}), document);
        assert.deepEqual(deepMerge({}, document), document);
      }),
    );
  });

  it("is the same the second time", () => {
    fc.assert(
      fc.property(map, map, (base, overrides) => {
        const once = deepMerge(base, overrides);
        assert.deepEqual(deepMerge(once, overrides), once);
      }),
    );
  });

  it("lets the override win wherever it isn't a map, and keeps what it doesn't name", () => {
    fc.assert(
      fc.property(map, map, (base, overrides) => {
        const merged = deepMerge(base, overrides);
        for (const [key, value] of Object.entries(overrides)) {
          if (!isMap(value)) assert.deepEqual(merged[key], value);
        }
        for (const [key, value] of Object.entries(base)) {
          if (!(key in overrides)) assert.deepEqual(merged[key], value);
        }
      }),
    );
  });

  it("leaves both documents as they were", () => {
    fc.assert(
      fc.property(map, map, (base, overrides) => {
        const before = structuredClone([base, overrides]);
        deepMerge(base, overrides);
        assert.deepEqual([base, overrides], before);
      }),
    );
  });

  it("replaces lists whole, and lets empty and false values win", () => {
    const base = { list: [1, 2], text: "x", flag: true, count: 3 };
    const overrides = { list: [], text: "", flag: false, count: 0 };
    assert.deepEqual(deepMerge(base, overrides), overrides);
  });

  it("removes a key by null, at any depth, also one that isn't there", () => {
    const base = { oauth2: { skipApprovalScreen: true, responseTypes: ["code"] } };
    const overrides = { oauth2: { responseTypes: null }, web: { tls: null }, nothing: null };
    assert.deepEqual(deepMerge(base, overrides), {
      oauth2: { skipApprovalScreen: true },
      web: {},
    });
  });
});
