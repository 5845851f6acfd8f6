import assert from "node:assert/strict";

import { manifestOf } from "../../../cli/render/manifest";

const secret = {
  type: "kubernetes:core/v1:Secret",
  inputs: {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      labels: { a: "b" },
      annotations: { "pulumi.com/skipAwait": "true", "example.com/kept": "yes" },
      namespace: "formance",
      name: "acme",
    },
    data: { key: "c2VzYW1l" },
    stringData: { password: "sesame" },
  },
};

describe("a rendered manifest", () => {
  it("has no value of a Secret, and no annotation for Pulumi's provider", () => {
    const manifest = manifestOf(secret, { showSecrets: false });
    assert.ok(manifest !== undefined);
    assert.deepEqual(manifest, {
      apiVersion: "v1",
      kind: "Secret",
      metadata: {
        name: "acme",
        namespace: "formance",
        labels: { a: "b" },
        annotations: { "example.com/kept": "yes" },
      },
      data: { key: "(secret)" },
      stringData: { password: "(secret)" },
    });
    assert.deepEqual(Object.keys(manifest.metadata).slice(0, 2), ["name", "namespace"]);
  });

  it("has the values of a Secret when they are asked for", () => {
    const manifest = manifestOf(secret, { showSecrets: true });
    assert.deepEqual(manifest?.stringData, { password: "sesame" });
  });

  for (const [what, resource] of [
    ["of another provider", { type: "random:index/randomPassword:RandomPassword", inputs: {} }],
    [
      "without a name",
      { type: "kubernetes:core/v1:Pod", inputs: { apiVersion: "v1", kind: "Pod" } },
    ],
    ["of the provider itself", { type: "pulumi:providers:kubernetes", inputs: {} }],
  ] as const) {
    it(`is not made of a resource ${what}`, () => {
      assert.equal(manifestOf(resource, { showSecrets: false }), undefined);
    });
  }
});
