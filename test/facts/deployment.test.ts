import assert from "node:assert/strict";
import { deployedServices, servicesWithDatabase } from "../../facts/deployment";

describe("which services are deployed", () => {
  it("is all four by default", () => {
    assert.deepEqual(deployedServices({}), ["dex", "membership", "console", "portal"]);
    assert.deepEqual(servicesWithDatabase({}), ["dex", "membership", "console", "portal"]);
  });

  it("leaves out what is switched off", () => {
    const settings = { console: { enabled: false }, portal: { enabled: true } };
    assert.deepEqual(deployedServices(settings), ["dex", "membership", "portal"]);
  });

  it("leaves out Dex beside a provider of one's own, and its database", () => {
    assert.deepEqual(deployedServices({ oidc: {} }), ["membership", "console", "portal"]);
    assert.deepEqual(servicesWithDatabase({ oidc: {} }), ["membership", "console", "portal"]);
  });

  it("gives Dex a database only where it keeps its state in one", () => {
    const settings = { dex: { storageType: "kubernetes" } };
    assert.ok(deployedServices(settings).includes("dex"));
    assert.ok(!servicesWithDatabase(settings).includes("dex"));
  });
});
