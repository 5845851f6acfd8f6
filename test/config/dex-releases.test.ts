import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { toArgs } from "../../config/to-args";
import { warningsOf } from "../../config/warnings";
import { recordControlPlane } from "../support/control-plane";
import { find, at } from "../support/mocks";
import { parse } from "yaml";
import { changed, load, problemsOf, project, sourceOf } from "./support";

const credentials = { clientID: "c", clientSecret: "s-5RkQ" };
const gitlab = { type: "gitlab", id: "a", name: "A" };
const newer = {
  localUsers: [{ email: "a@example.com", groups: ["finance"], name: "A", emailVerified: false }],
  connectors: [
    {
      preset: "okta",
      domain: "a.okta.com",
      clientId: "c",
      clientSecret: "s-5RkQ",
      config: { pkceChallenge: "S256" },
    },
  ],
  configOverrides: { signer: { type: "local", config: { keysRotationPeriod: "6h" } } },
};
const newest = {
  additionalClients: [
    { id: "a", redirectUris: ["https://a.example.com"], allowedConnectors: ["okta"] },
  ],
  connectors: [{ ...gitlab, config: credentials, grantTypes: ["authorization_code"] }],
};

const refusals = (dex: Record<string, unknown>) =>
  problemsOf(sourceOf(changed({ dex })))
    .map(({ path, message }) => `${path.slice(project.length + 1)} ${message}`)
    .sort();

async function document(dex: Record<string, unknown>): Promise<unknown> {
  const resources = await recordControlPlane(toArgs(load(changed({ dex })), (plain) => plain));
  const { inputs } = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
  return parse(String(at(inputs, "stringData", "config.yaml")));
}

describe("dex.version", () => {
  const needs = (release: string, given: string) =>
    `needs ${release === "main" ? "Dex's main branch (after 2.45)" : `Dex ${release}`}, and dex.version is ${given}. Remove it, or set dex.version to "${release}" if the image is of that release.`;

  it("is 2.44, which refuses the keys of 2.45 where they are written", () => {
    deepStrictEqual(refusals(newer), [
      `dex.configOverrides.signer ${needs("2.45", "2.44")}`,
      `dex.connectors[0].config.pkceChallenge ${needs("2.45", "2.44")}`,
      `dex.localUsers[0].emailVerified ${needs("2.45", "2.44")}`,
      `dex.localUsers[0].groups ${needs("2.45", "2.44")}`,
      `dex.localUsers[0].name ${needs("2.45", "2.44")}`,
    ]);
  });

  it("of 2.45 writes them, and refuses those of the main branch", async function () {
    this.timeout(120_000);
    const file = await document({ ...newer, version: "2.45" });
    const user = (at(file, "staticPasswords") as Record<string, unknown>[]).find(
      ({ email }) => email === "a@example.com",
    );
    deepStrictEqual([user?.groups, user?.name, user?.emailVerified], [["finance"], "A", false]);
    strictEqual(at(file, "connectors", 0, "config", "pkceChallenge"), "S256");
    deepStrictEqual(at(file, "signer"), newer.configOverrides.signer);
    deepStrictEqual(refusals({ ...newest, version: "2.45" }), [
      `dex.additionalClients[0].allowedConnectors ${needs("main", "2.45")}`,
      `dex.connectors[0].grantTypes ${needs("main", "2.45")}`,
    ]);
  });

  it("of the main branch writes all of them", async function () {
    this.timeout(120_000);
    const file = await document({ ...newest, version: "main" });
    deepStrictEqual(at(file, "staticClients", 1, "allowedConnectors"), ["okta"]);
    deepStrictEqual(at(file, "connectors", 0, "grantTypes"), ["authorization_code"]);
  });

  for (const version of ["2.43", "v2.45.0", "2.45.1", "2.46", "v2.46.0", "master"]) {
    it(`is one of those that are known, and not ${version}`, () => {
      deepStrictEqual(refusals({ version }), [
        "dex.version is not one of: 2.44, 2.45, main. Leave out the v and the patch release. For a release later than these, use main.",
      ]);
    });
  }

  it("is text, in the words of a later release where a number is one", () => {
    const inQuotes = `Put it in quotes, or set it as a string:\npulumi config set --path --type string '${project}:dex.version' VALUE`;
    deepStrictEqual(refusals({ version: 2.45 }), [
      `dex.version is a number, but must be one of: 2.44, 2.45, main. ${inQuotes}`,
    ]);
    deepStrictEqual(refusals({ version: 2.46 }), [
      "dex.version is a number, but must be one of: 2.44, 2.45, main. Leave out the v and the patch release. For a release later than these, use main.",
    ]);
  });

  it("has no say in what an override removes", () => {
    for (const configOverrides of [
      { signer: null },
      { sessions: null, mfa: null, logger: { excludeFields: null } },
    ]) {
      deepStrictEqual(refusals({ configOverrides }), []);
    }
  });
});

describe("dex.allowUnknownKeys", () => {
  const unknown = {
    connectors: [{ ...gitlab, config: { ...credentials, future: { a: ["b"] } } }],
    configOverrides: { oauth2: { grantType: ["password"] } },
  };

  it("is off: an unknown key is refused", () => {
    const [first, second] = refusals(unknown);
    match(String(first), /^dex.configOverrides.oauth2.grantType is not a known key/);
    match(String(second), /^dex.connectors\[0\].config.future is not a known key/);
  });

  it("warns of no unknown key that an override removes", () => {
    const configOverrides = { future: null, oauth2: { grantType: null } };
    const dex = { allowUnknownKeys: true, configOverrides };
    deepStrictEqual(warningsOf(project, load(changed({ dex }))), []);
    deepStrictEqual(refusals({ configOverrides }), []);
  });

  it("passes unknown keys on to Dex, with a warning that says what may be meant", async function () {
    this.timeout(120_000);
    const dex = { ...unknown, allowUnknownKeys: true };
    const warnings = warningsOf(project, load(changed({ dex })));
    const message =
      "is not a key of any known release of Dex. Dex ignores it unless the image knows it.";
    deepStrictEqual(
      warnings.map(({ path }) => path),
      [
        `${project}:dex.configOverrides.oauth2.grantType`,
        `${project}:dex.connectors[0].config.future`,
      ],
    );
    ok(warnings[1]?.message.startsWith(message));
    strictEqual(warnings[0]?.message, `${message} Did you mean grantTypes?`);
    const file = await document(dex);
    deepStrictEqual(at(file, "connectors", 0, "config", "future"), { a: ["b"] });
    strictEqual(at(file, "connectors", 0, "config", "clientSecret"), "s-5RkQ");
    deepStrictEqual(at(file, "oauth2", "grantType"), ["password"]);
  });

  it("still refuses a newer key, and a secret in clear", () => {
    const config = { ...credentials, inheritedGroups: true, futureSecret: "s" };
    const problems = problemsOf(
      sourceOf(changed({ dex: { allowUnknownKeys: true, connectors: [{ ...gitlab, config }] } }), {
        isSecret: (key) => key !== "dex",
      }),
    );
    deepStrictEqual(
      problems.map(({ path }) => path.slice(project.length + 1)),
      [
        "dex.connectors[0].config.clientSecret",
        "dex.connectors[0].config.futureSecret",
        "dex.connectors[0].config.inheritedGroups",
      ],
    );
  });
});
