import { deepStrictEqual, match, strictEqual } from "node:assert/strict";

import { createAuthority, fromNow, type TestAuthority } from "../support/certificates";
import { changed, problemsOf, project, sourceOf } from "./support";

/** A SAML connector that verifies responses by this certificate. */
const saml = (ca: string) => ({
  type: "saml",
  id: "saml",
  name: "SAML",
  config: { ssoURL: "https://id.test/sso", ca, usernameAttr: "name", emailAttr: "mail" },
});

/** A directory whose certificate is of this authority. */
const ldap = (rootCA: string) => ({
  type: "ldap",
  id: "ldap",
  name: "LDAP",
  config: {
    host: "ldap.test",
    rootCA,
    userSearch: { baseDN: "dc=test", username: "uid" },
  },
});

const asTrust = (caBundle: string) => ({ trust: { caBundle } });
const asConnector = (connector: object) => ({ dex: { connectors: [connector] } });

const places = {
  "dex.connectors[0].config.ca": (pem: string) => asConnector(saml(pem)),
  "dex.connectors[0].config.rootCA": (pem: string) => asConnector(ldap(pem)),
  "trust.caBundle": asTrust,
} as const;

describe("certificates of the stack config", () => {
  let authority: TestAuthority;

  before(async () => {
    authority = await createAuthority();
  });

  const issue = async (from: number, until: number) => {
    const names = ["id.test"];
    const dates = { notBefore: fromNow(from), notAfter: fromNow(until) };
    return (await authority.issue({ names, ...dates })).certificate;
  };

  for (const [path, change] of Object.entries(places)) {
    const problems = (pem: string) => problemsOf(sourceOf(changed(change(pem))));

    it(`are refused before and after their time: ${path}`, async () => {
      const early = problems(await issue(2, 30));
      deepStrictEqual(
        early.map((problem) => problem.path),
        [`${project}:${path}`],
      );
      match(early[0]?.message ?? "", /^is not valid before \d{4}-\d\d-\d\d\. Give one that is/);
      match(problems(await issue(-30, -2))[0]?.message ?? "", /^expired on \d{4}-\d\d-\d\d\./);
      deepStrictEqual(problems(await issue(-2, 30)), []);
    });

    it(`may be a bundle of which one is valid: ${path}`, async () => {
      const bundle = `${await issue(-30, -2)}\n${await issue(-2, 30)}`;
      deepStrictEqual(problems(bundle), []);
    });

    it(`are no keys: ${path}`, async () => {
      const { key } = await authority.issue({ names: ["id.test"] });
      const found = problems(key);
      strictEqual(found.length, 1);
      match(found[0]?.message ?? "", /^holds a private key\./);
    });
  }
});
