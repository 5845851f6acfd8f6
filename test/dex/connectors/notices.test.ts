import { deepStrictEqual } from "node:assert/strict";
import { warningsOf } from "../../../config/warnings";
import { validCertificate } from "../../config/cases/certificates";
import { changed, load, project } from "../../config/support";
import { typeSamples } from "./samples";

/** Settings that Dex takes and answers with a line in its log, or ignores without harm. */
const rows: readonly [string, Record<string, unknown>, Record<string, string>][] = [
  [
    "github",
    { orgs: undefined, org: "acme", teamNameField: undefined },
    { org: "is an older form. Use orgs." },
  ],
  [
    "google",
    { groups: undefined, domainToAdminEmail: undefined, adminEmail: "a@example.com" },
    { adminEmail: "is an older form. Use domainToAdminEmail, with the domain * for all." },
  ],
  [
    "google",
    { groups: undefined, domainToAdminEmail: undefined, serviceAccountFilePath: undefined },
    {
      fetchTransitiveGroupMembership:
        "has no effect without domainToAdminEmail. Add domainToAdminEmail, or remove it.",
    },
  ],
  [
    "bitbucket-cloud",
    {},
    {
      includeTeamGroups:
        "calls an API that Atlassian has removed, so there are no such groups and logins may fail. Remove it.",
    },
  ],
  [
    "oidc",
    { issuer: "https://login.example.com", insecureSkipVerify: true },
    {
      rootCAs: "has no effect with insecureSkipVerify. Remove one of the two.",
      providerDiscoveryOverrides:
        "replaces what the provider's discovery document says. Make sure that the addresses are the provider's.",
    },
  ],
  [
    "oauth",
    { insecureSkipVerify: true },
    { rootCAs: "has no effect with insecureSkipVerify. Remove one of the two." },
  ],
  [
    "openshift",
    { insecureCA: true },
    { rootCA: "has no effect with insecureCA. Remove one of the two." },
  ],
  [
    "ldap",
    { startTLS: undefined, insecureNoSSL: true, rootCA: validCertificate },
    {
      rootCA: "has no effect with insecureNoSSL. Remove one of the two.",
      clientCert: "has no effect with insecureNoSSL. Remove one of the two.",
    },
  ],
];

describe("settings of connectors that Dex answers with a line in its log, or ignores", () => {
  for (const [type, change, expected] of rows) {
    it(`are told: ${type} with ${Object.keys(expected).join(" and ")}`, () => {
      const config = Object.entries({ ...typeSamples[type], ...change });
      const connector = {
        type,
        id: "a",
        name: "A",
        config: Object.fromEntries(config.filter(([, value]) => value !== undefined)),
      };
      const loaded = load(changed({ environment: "test", dex: { connectors: [connector] } }));
      const at = `${project}:dex.connectors[0].config.`;
      deepStrictEqual(
        Object.fromEntries(
          warningsOf(project, loaded, 0).map(({ path, message }) => [path, message]),
        ),
        Object.fromEntries(Object.entries(expected).map(([key, text]) => [`${at}${key}`, text])),
      );
    });
  }
});
