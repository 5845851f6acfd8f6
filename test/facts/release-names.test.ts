import { deepStrictEqual, strictEqual } from "node:assert/strict";
import {
  releaseBinding,
  releaseName,
  sharedDeployment,
  type ReleaseNames,
} from "../../facts/release-names";
import { serviceNames } from "../../facts/services";

describe("the names in a Helm release", () => {
  for (const [what, names, wanted] of [
    [
      "are the release's and the charts'",
      { release: "acme" },
      ["acme-dex", "acme-membership", "acme-console-v3", "acme-portal"],
    ],
    [
      "are the release's alone, where it has the chart's name in it",
      { release: "my-membership" },
      ["my-membership-dex", "my-membership", "my-membership-console-v3", "my-membership-portal"],
    ],
    [
      "are what the values say",
      { release: "acme", fullNames: { dex: "idp", portal: "pay" } },
      ["idp", "acme-membership", "acme-console-v3", "pay"],
    ],
    [
      "end after 63 characters, and never in a hyphen",
      { release: "a".repeat(53) },
      [
        `${"a".repeat(53)}-dex`,
        `${"a".repeat(53)}-membershi`,
        `${"a".repeat(53)}-console-v`,
        `${"a".repeat(53)}-portal`,
      ],
    ],
  ] as const satisfies readonly (readonly [string, ReleaseNames, readonly string[]])[]) {
    it(what, () => {
      deepStrictEqual(
        serviceNames.map((service) => releaseName(names, service)),
        wanted,
      );
    });
  }

  it("never end in the hyphen that was in the middle", () => {
    strictEqual(releaseName({ release: "a".repeat(62) }, "dex"), "a".repeat(62));
  });

  it("name the target group bindings, Dex's as a part of Membership", () => {
    deepStrictEqual(
      (["dex", "membership", "grpc", "console", "portal"] as const).map((target) =>
        releaseBinding({ release: "acme" }, target),
      ),
      [
        "acme-membership-dex-http",
        "acme-membership-http",
        "acme-membership-grpc",
        "acme-console-v3-http",
        "acme-portal-http",
      ],
    );
  });

  it("are compared with those of the control plane's Deployments", () => {
    strictEqual(sharedDeployment("formance", { release: "acme" }), undefined);
    strictEqual(sharedDeployment("formance", { release: "formance" }), "formance-dex");
    const fullNames = { portal: "formance-console" };
    strictEqual(sharedDeployment("formance", { release: "acme", fullNames }), "formance-console");
  });
});
