import assert from "node:assert/strict";

import { requireSecretKey } from "../../../sandbox/stack/secret-key";

const FILE = `config:
  formance-control-plane:domain: example.com
  formance-control-plane:dex:
    connectors:
      - preset: okta
        domain: example.okta.com
        clientId: id
      - type: oidc
        id: other
        name: Other
        config: { issuer: https://id.example.com, clientID: id }
    env:
      ANY: { value: x }
`;

const check = (key: string) => {
  requireSecretKey(process.cwd(), FILE, "Pulumi.dev.yaml", `formance-control-plane:${key}`);
};

describe("the key of npm run secret", () => {
  for (const key of [
    "dex.connectors[0].clientSecret",
    "dex.connectors[1].config.clientSecret",
    "database.membership.password",
    "licence.token",
    'membership.env["MY_TOKEN"].secret',
  ]) {
    it(`may be ${key}`, () => {
      check(key);
    });
  }

  it("may be a provider's, which only that one knows", () => {
    requireSecretKey(process.cwd(), FILE, "Pulumi.dev.yaml", "kubernetes:token");
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ["licence.tokn", /^licence\.tokn is not a known key\. Did you mean token\?$/],
    ["licnce.token", /^licnce is not a known key\. Did you mean licence\?$/],
    [
      "dex.connectors[1].clientSecret",
      /^dex\.connectors\[1\]\.clientSecret belongs in config, as config\.clientSecret\./,
    ],
    ["domain", /^domain isn't a secret\. Write it in Pulumi\.dev\.yaml as it is\.$/],
    ["database.host", /^database\.host isn't a secret\./],
    [
      "database.membership",
      /^database\.membership isn't a secret\. Its secrets are: .*database\.membership\.password/,
    ],
    ["dex.connectors[4].clientSecret", /has no entry for .*connectors\[4\]/],
    ["dex.connectors[0", /^dex\.connectors\[0 is not a path\./],
    ["licence..token", /^licence\.\.token is not a path\./],
  ];
  for (const [key, message] of refused) {
    it(`can't be ${key}`, () => {
      assert.throws(
        () => {
          check(key);
        },
        { name: "SandboxError", message },
      );
    });
  }
});
