import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { providerSettings } from "../../facts/provider-settings";

/** Settings of other releases, and of the provider's own program. */
const others = ["enableReplaceCRD", "strictMode", "suppressHelmReleaseBetaWarning"];

describe("the settings of providers", () => {
  it("are those of the installed kubernetes provider", () => {
    const text = readFileSync("node_modules/@pulumi/kubernetes/provider.d.ts", "utf8");
    const found = [...text.matchAll(/^ {4}(\w+)\?:/gm)].map(([, name]) => name);
    assert.deepEqual(
      [...new Set(found), ...others].sort(),
      [...(providerSettings.kubernetes ?? [])].sort(),
    );
  });

  it("are those of the installed postgresql provider", () => {
    const text = readFileSync("node_modules/@pulumi/postgresql/config/vars.d.ts", "utf8");
    const found = [...text.matchAll(/^export declare const (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(found.sort(), [...(providerSettings.postgresql ?? [])].sort());
  });
});
