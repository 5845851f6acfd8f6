import assert from "node:assert/strict";
import { documentKeys } from "../../dex/document-keys";
import { documentProblems } from "../../dex/document-problems";
import { dexDocumentSchema } from "../../dex/document-schema";
import { deepMerge } from "../../dex/merge";
import { dexReleases } from "../../dex/releases";
import { connector, document, type LaterKey, laterKeys, openid } from "./later-keys";

const title = { "2.45": "Dex 2.45", main: "Dex's main branch (after 2.45)" };

describe("keys of Dex by release", () => {
  for (const [needed, table] of Object.entries(laterKeys) as [
    keyof typeof laterKeys,
    readonly LaterKey[],
  ][]) {
    for (const { part, path } of table) {
      it(`${path} needs ${needed}`, () => {
        const whole = deepMerge(document, part);
        for (const release of dexReleases) {
          const isOlder = dexReleases.indexOf(release) < dexReleases.indexOf(needed);
          const problem = `${path}: needs ${title[needed]}, and dex.version is ${release}. Remove it, or set dex.version to "${needed}" if the image is of that release.`;
          const found = documentProblems(whole, { release });
          if (isOlder) assert.ok(found.includes(problem), found.join("\n"));
          else assert.deepEqual(found, []);
        }
      });
    }
  }

  it("have a case each", () => {
    const noted = new Set<string>();
    for (const { part } of Object.values(laterKeys).flat()) {
      for (const { path, since } of documentKeys(dexDocumentSchema, deepMerge(document, part))) {
        if (since !== undefined) noted.add(path.join("."));
      }
    }
    const expected = Object.values(laterKeys).flatMap((table) => table.map(({ path }) => path));
    assert.deepEqual([...noted].sort(), [...new Set(expected)].sort());
  });

  it("are taken for those of 2.44, unless a release is named that is known", () => {
    const [first] = laterKeys["2.45"];
    assert.ok(first);
    assert.equal(documentProblems(deepMerge(document, first.part)).length, 1);
    assert.deepEqual(documentProblems(document, { release: "2.46" }), [
      "version is not one of 2.44, 2.45, main",
    ]);
  });

  it("pass when they are unknown and that is allowed, and what is around them is still checked", () => {
    const unknown = { ...connector("oidc", { ...openid, newKey: { a: 1 } }), future: [1] };
    const whole = deepMerge(document, unknown);
    assert.equal(documentProblems(whole).length, 2);
    assert.deepEqual(documentProblems(whole, { allowUnknownKeys: true }), []);
    const wrong = deepMerge(whole, { grpc: { reflection: true, future: 1 } });
    assert.deepEqual(documentProblems(wrong, { allowUnknownKeys: true }), [
      "grpc: needs addr, the address to listen on.",
    ]);
  });

  it("take the older name of saml for what it is", () => {
    const saml = {
      ssoURL: "https://a.example.com",
      caData: "cGVt",
      usernameAttr: "n",
      emailAttr: "e",
    };
    for (const type of ["saml", "samlExperimental"]) {
      assert.deepEqual(documentProblems(deepMerge(document, connector(type, saml))), []);
    }
  });
});
