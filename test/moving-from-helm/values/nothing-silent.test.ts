import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { merge } from "../../../yaml/merge";
import type { Mapping } from "../../../config/path";
import { chartDefaults } from "../../../moving-from-helm/chart/chart-defaults";
import { at, leaves, nested } from "../../../moving-from-helm/values/layout";
import type { ImportedRelease } from "../../../moving-from-helm/values/import-values";
import { parseValues } from "../../../moving-from-helm/values/values-text";
import { importValues } from "./profiles";

const file = path.resolve(__dirname, "../../../../test/moving-from-helm/values/everything.yaml");

/** A release in which every feature is on, so that a setting of each has an effect. */
const everything = parseValues(readFileSync(file, "utf8"), file);

/** What the charts pass over as well, in this release. */
const without: Readonly<Record<string, RegExp>> = {
  "the key of a Secret that is not named": /\.secretKeys\.\w+$/,
  "the number of pods beside a range for it": /^(portal|console-v3)\.replicas$/,
  "an entry of a list that is a text":
    /^(membership\.dex|membership|portal|console-v3)\.ingress\.(hosts|tls)$/,
  "a document that is no YAML map": /^membership\.config\.wizard\.setup$/,
};

function another(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 7;
  if (Array.isArray(value)) return [...(value as unknown[]), "another"];
  return typeof value === "string" ? `${value}another` : { another: "value" };
}

/** The release with another value at each key that the charts have. */
function* changes(): Generator<[key: string, release: ImportedRelease]> {
  for (const [key, value] of leaves(chartDefaults("cloudprem"))) {
    const changed = another(at(everything, key) ?? value);
    yield [key, importValues(merge(everything, nested(key, changed)) as Mapping)];
  }
}

function outcomeOf({ config, secrets, notes }: ImportedRelease): string {
  return JSON.stringify([config, secrets, notes]);
}

describe("any other value of the charts", function () {
  this.timeout(120_000);

  it("changes the config, or is named", () => {
    const before = outcomeOf(importValues(everything));
    const all = [...changes()];
    assert.ok(all.length > 300, `${all.length} values`);
    const silent = all
      .filter(([, release]) => outcomeOf(release) === before)
      .map(([key]) => key)
      .filter((key) => !Object.values(without).some((pattern) => pattern.test(key)));
    assert.deepEqual(silent, []);
  });
});
