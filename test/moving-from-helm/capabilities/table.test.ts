import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { merge } from "../../../yaml/merge";
import type { Mapping } from "../../../config/path";
import { expandConfig, expandValues } from "../../../moving-from-helm/capabilities/placeholders";
import {
  capabilities,
  isListed,
  leftOverOf,
  matches,
  valuesOf,
} from "../../../moving-from-helm/capabilities/table";
import { ReleaseValues } from "../../../moving-from-helm/values/release-values";
import { parseValues } from "../../../moving-from-helm/values/values-text";
import { importValues } from "../values/profiles";

const file = path.resolve(__dirname, "../../../../test/moving-from-helm/values/everything.yaml");

/** The values that imports of these releases ask for. */
function askedFor(...releases: readonly Mapping[]): Set<string> {
  const asked = new Set<string>();
  const get = Reflect.get<ReleaseValues, "get">(ReleaseValues.prototype, "get");
  ReleaseValues.prototype.get = function (this: ReleaseValues, key) {
    asked.add(key);
    return get.call(this, key);
  };
  try {
    for (const release of releases) importValues(release);
  } finally {
    ReleaseValues.prototype.get = get;
  }
  return asked;
}

describe("the capabilities of the vendor's chart", () => {
  const everything = parseValues(readFileSync(file, "utf8"), file);
  const withoutDex = merge(everything, { membership: { dex: { enabled: false } } }) as Mapping;
  const others = merge(everything, {
    global: {
      licence: { existingSecret: "", token: "e30" },
      nats: { auth: { existingSecret: "nats" } },
    },
    membership: { config: { licence: { enabled: true } } },
  }) as Mapping;
  const asked = askedFor(everything, withoutDex, others);

  it("list every value that an import asks for", () => {
    assert.ok(asked.size > 300, `${asked.size} values`);
    assert.deepEqual(
      [...asked].filter((key) => !isListed(key)),
      [],
    );
  });

  it("list no value that an import doesn't ask for, unless they say why", () => {
    const listed = capabilities()
      .filter(({ reason }) => reason === undefined)
      .flatMap(valuesOf)
      .flatMap(expandValues);
    const idle = listed.filter(
      (key) =>
        leftOverOf(key) === undefined &&
        ![...asked].some((each) => matches(each, key) || each.startsWith(`${key}.`)),
    );
    assert.deepEqual(idle, []);
  });

  it("stand for several services by placeholders, and for several keys by choices", () => {
    assert.deepEqual(expandValues("<app>.{a,b.c}"), [
      "console-v3.a",
      "console-v3.b.c",
      "portal.a",
      "portal.b.c",
    ]);
    assert.deepEqual(expandValues("global.platform.<app>.host"), [
      "global.platform.consoleV3.host",
      "global.platform.portal.host",
    ]);
    assert.deepEqual(expandConfig("<migrated>.debug"), [
      "membership.debug",
      "console.debug",
      "portal.debug",
    ]);
  });

  it("explain a value by the most exact pattern", () => {
    assert.match(leftOverOf("membership.dex.https.enabled")?.reason ?? "", /^TLS terminates/);
    assert.match(leftOverOf("membership.dex.hostAliases")?.reason ?? "", /no such setting of Dex/);
    assert.equal(leftOverOf("portal.replicas"), undefined);
  });
});
