import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { withoutNulls } from "../../config/merge";
import { isMapping } from "../../config/path";
import { stackConfigSchema } from "../../config/schema";
import { merge } from "../../yaml/merge";

const keys = fc.constantFrom("a", "b", "c", "__proto__", "constructor");

/** Anything that YAML can hold, with few names, so that maps meet. */
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, 0, "text"),
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.array(fc.tuple(keys, tie("tree")), { maxLength: 4 }).map(Object.fromEntries),
  ),
}));

const mapping = fc
  .array(fc.tuple(keys, tree), { maxLength: 4 })
  .map(
    (entries): Record<string, unknown> => Object.fromEntries(entries) as Record<string, unknown>,
  );

describe("merging layers of config", () => {
  it("merges maps key by key", () => {
    fc.assert(
      fc.property(mapping, mapping, (under, over) => {
        const merged = merge(under, over) as Record<string, unknown>;
        deepStrictEqual(
          new Set(Object.keys(merged)),
          new Set([...Object.keys(under), ...Object.keys(over)]),
        );
        for (const key of Object.keys(merged)) {
          const both = Object.hasOwn(under, key) && Object.hasOwn(over, key);
          const expected = both
            ? merge(under[key], over[key])
            : Object.hasOwn(over, key)
              ? over[key]
              : under[key];
          deepStrictEqual(merged[key], expected);
        }
      }),
    );
  });

  it("replaces everything that isn't a map on both sides", () => {
    fc.assert(
      fc.property(tree, tree, (under, over) => {
        fc.pre(!isMapping(under) || !isMapping(over));
        strictEqual(merge(under, over), over);
      }),
    );
  });

  it("replaces lists whole", () => {
    deepStrictEqual(merge({ a: [1, 2, 3] }, { a: [4] }), { a: [4] });
    deepStrictEqual(merge({ a: [{ b: 1 }] }, { a: [] }), { a: [] });
  });

  it("changes nothing when the same layer comes twice", () => {
    fc.assert(
      fc.property(mapping, mapping, (under, over) => {
        const once = merge(under, over);
        deepStrictEqual(merge(once, over), once);
        deepStrictEqual(merge(over, over), over);
      }),
    );
  });

  it("leaves its arguments alone", () => {
    fc.assert(
      fc.property(mapping, mapping, (under, over) => {
        const before = structuredClone([under, over]);
        merge(under, over);
        deepStrictEqual([under, over], before);
      }),
    );
  });

  it("doesn't reach the prototype of objects", () => {
    merge({}, JSON.parse('{"__proto__": {"polluted": true}}'));
    strictEqual(Object.hasOwn(Object.prototype, "polluted"), false);
  });
});

describe("null", () => {
  it("removes what a layer below has", () => {
    fc.assert(
      fc.property(mapping, keys, (under, key) => {
        const merged = withoutNulls(merge(under, Object.fromEntries([[key, null]])));
        strictEqual(Object.hasOwn(merged as object, key), false);
      }),
    );
  });

  it("removes all of it, for the layers above as well", () => {
    const layers = [{ a: { x: 1 } }, { a: null }, { a: { y: 2 } }];
    deepStrictEqual(
      layers.reduce<unknown>((under, over) => merge(under, over), {}),
      { a: { y: 2 } },
    );
  });

  it("is in no map afterwards, however deep", () => {
    fc.assert(
      fc.property(tree, (value) => {
        strictEqual(mapHoldsNull(withoutNulls(value)), false);
      }),
    );
  });

  it("stays where it has a meaning of its own", () => {
    const values = {
      namespace: null,
      dex: { replicas: null, configOverrides: { frontend: null, web: { http: null } } },
    };
    deepStrictEqual(withoutNulls(values, stackConfigSchema), {
      dex: { configOverrides: { frontend: null, web: { http: null } } },
    });
  });
});

function mapHoldsNull(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mapHoldsNull);
  if (!isMapping(value)) return false;
  return Object.values(value).some((child) => child === null || mapHoldsNull(child));
}
