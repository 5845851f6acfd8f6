import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { changed, load, problemsOf, project, sourceOf } from "./support";

describe("variables of Dex in a connector", () => {
  const connector = (config: unknown) => ({ type: "google", id: "google", name: "Google", config });
  const variables = { clientID: "$CID", clientSecret: "${C_SEC}" };

  it("are refused, with the command for a value in an existing Secret", () => {
    const env = { C_SEC: { secretRef: { name: "idp", key: "secret" } } };
    const all = { ...variables, redirectURI: "https://dex.example.com/callback" };
    for (const dex of [
      { connectors: [connector(all)] },
      { configOverrides: { connectors: [connector(all)] } },
    ]) {
      const at = "connectors" in dex ? "dex.connectors[0]" : "dex.configOverrides.connectors[0]";
      const problems = problemsOf(sourceOf(changed({ dex: { ...dex, env } })));
      deepStrictEqual(
        problems.map(({ path }) => path),
        [`${project}:${at}.config.clientID`, `${project}:${at}.config.clientSecret`],
      );
      // Not a secret: a loader that found it encrypted would refuse it.
      strictEqual(
        problems[0]?.message,
        `names the variable CID, which Dex doesn't expand here. Store the value itself:
pulumi config set --path '${project}:${at}.config.clientID'`,
      );
      strictEqual(
        problems[1]?.message,
        `names the variable C_SEC, which Dex doesn't expand here. Store the value itself, which is in the key secret of the Secret idp:
kubectl get secret idp --namespace formance --output 'go-template={{index .data "secret" | base64decode}}' | pulumi config set --path --secret '${project}:${at}.config.clientSecret'`,
      );
    }
  });

  const at = `${project}:dex.connectors[0].config`;
  const stored = "which Dex doesn't expand here. Store the text with the value in place:";
  const set = (setting: string) => `pulumi config set --path '${at}.${setting}'`;

  /** Dex's `os.ExpandEnv` takes parts of texts too, in lists as well. */
  const inParts: readonly (readonly [what: string, type: string, config: object, found: object])[] =
    [
      [
        "in a part of a text",
        "google",
        { clientID: "a$CID", clientSecret: "x$Y-5RkQ" },
        { clientID: `names the variable CID, ${stored}\n${set("clientID")}` },
      ],
      [
        "in a list",
        "google",
        { clientID: "c", clientSecret: "s-5RkQ", hostedDomains: ["$DOMAIN"] },
        {
          "hostedDomains[0]": `names the variable DOMAIN, which Dex doesn't expand here. Store the value itself:\n${set("hostedDomains[0]")}`,
        },
      ],
      [
        "in a URL",
        "oidc",
        { issuer: "https://${id_host}/$REALM/x", clientID: "c", clientSecret: "s-5RkQ" },
        {
          issuer: `names the variables id_host, REALM, which Dex doesn't expand here. Store the text with the values in place:\n${set("issuer")}`,
        },
      ],
      [
        "in the host of a directory",
        "ldap",
        { host: "$LDAP_HOST:636", userSearch: { baseDN: "dc=x", username: "uid" } },
        { host: `names the variable LDAP_HOST, ${stored}\n${set("host")}` },
      ],
    ];

  for (const [what, type, config, found] of inParts) {
    it(`are refused ${what}, and nothing else is said of it`, () => {
      const connectors = [{ type, id: "c", name: "C", config }];
      deepStrictEqual(
        Object.fromEntries(
          problemsOf(sourceOf(changed({ dex: { connectors } }))).map(({ path, message }) => [
            path.slice(at.length + 1),
            message,
          ]),
        ),
        found,
      );
    });
  }

  it("are no dollar signs inside a password, a name or a word", () => {
    const named = { ...connector({ clientID: "a$cid$", clientSecret: "x$Y-5RkQ" }), name: "US $A" };
    load(changed({ dex: { connectors: [named], frontend: { extra: { a: "$A b" } } } }));
  });
});
