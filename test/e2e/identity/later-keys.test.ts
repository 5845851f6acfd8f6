import assert from "node:assert/strict";
import { deepMerge, type PlainMap } from "../../../dex/merge";
import type { DexRelease } from "../../../dex/releases";
import { document, laterKeys } from "../../dex/later-keys";
import { readStrictly } from "../support/strict-dex";

/** Keys that came to the main branch after the source that the tests build: they are refused there. */
const LATEST: readonly string[] = [
  "staticClients.0.backchannelLogoutURI",
  "staticClients.0.refreshTokenLifetime",
  "staticClients.0.clientCredentialsClaims",
  "connectors.0.config.kerberos",
  "connectors.0.config.clientAssertion",
  "connectors.0.config.batchGroupLookups",
  "connectors.0.config.inheritedGroups",
  "connectors.0.config.providerDiscoveryOverrides.userInfoURL",
  "connectors.0.config.providerDiscoveryOverrides.deviceAuthURL",
];

/** Sessions are a feature that has to be switched on. */
const env = { DEX_SESSIONS_ENABLED: "true" };

describe("keys of Dex that came after 2.44, read by Dex's own types, unknown fields refused", function () {
  // On a new machine the readers are built first.
  this.timeout(1_200_000);

  for (const [release, keys] of Object.entries(laterKeys) as [
    Exclude<DexRelease, "2.44">,
    (typeof laterKeys)["main"],
  ][]) {
    const documents = keys.map(({ part }) => deepMerge(document, part));
    const places = keys.map(({ path }) => path);

    it(`are known to its main branch, which comes after 2.45: those of ${release}`, async () => {
      const answers = await readStrictly(documents, { source: "main", env });
      const refused = places.map((path, index) => [path, answers[index] ?? ""] as const);
      assert.deepEqual(
        refused.filter(([path, answer]) => answer !== "" && !LATEST.includes(path)),
        [],
      );
      for (const path of LATEST.filter((each) => places.includes(each))) {
        assert.match(new Map(refused).get(path) ?? "", /unknown field/);
      }
    });

    it(`are not known to 2.44: those of ${release}`, async () => {
      const answers = await readStrictly(documents);
      assert.deepEqual(
        // It drops values that it doesn't know without a word.
        places.filter((_, index) => answers[index] === "" && keys[index]?.isValue !== true),
        [],
      );
    });
  }

  it("have no key too many, in whichever section of 2.45 and later", async () => {
    const slips = Object.values(laterKeys).flatMap((keys) =>
      keys.flatMap(({ part }) => {
        const [section = ""] = Object.keys(part);
        const value = part[section];
        if (Array.isArray(value) || typeof value !== "object" || value === null) return [];
        const slipped: PlainMap = { [section]: { ...value, slip: "unknown" } };
        return [deepMerge(document, slipped)];
      }),
    );
    assert.ok(slips.length >= 6, `only ${slips.length} sections`);
    for (const answer of await readStrictly(slips, { source: "main", env })) {
      assert.match(answer, /unknown field "slip"/);
    }
  });
});
