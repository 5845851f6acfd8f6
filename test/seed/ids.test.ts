import assert from "node:assert/strict";
import fc from "fast-check";
import { organizationId, regionId, stackId, userId } from "../../seed/ids";

describe("seed ids", () => {
  it("stay what they are: rows of deployed databases have them", () => {
    assert.equal(userId("alice@example.com"), "3ca0110a-dd0e-57d1-b96f-c1a27e38be9b");
    assert.equal(regionId("eu-1"), "50ae1133-30db-5b6a-bf18-d7567dc9b836");
    assert.equal(organizationId("Acme"), "zoemqldwzeoe");
    assert.equal(stackId("zoemqldwzeoe", "demo"), "auhwldiq");
  });

  it("are the same for an e-mail address in any case", () => {
    assert.equal(userId("Alice@Example.COM"), userId("alice@example.com"));
  });

  it("have the documented form for any name", () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        assert.match(userId(name), uuid);
        assert.match(regionId(name), uuid);
        assert.match(organizationId(name), /^[a-z]{12}$/);
        assert.match(stackId("acme", name), /^[a-z]{8}$/);
      }),
    );
  });

  it("differ between kinds, names and organizations", () => {
    assert.notEqual(userId("x"), regionId("x"));
    assert.notEqual(organizationId("Acme"), organizationId("acme"));
    assert.notEqual(stackId("a", "demo"), stackId("b", "demo"));
  });
});
