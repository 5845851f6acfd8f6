import assert from "node:assert/strict";
import { documentProblems } from "../../dex/document-problems";
import type { PlainMap } from "../../dex/merge";

const problemsOf = (...connectors: PlainMap[]) =>
  documentProblems(
    {
      issuer: "https://dex.example.com",
      storage: { type: "memory" },
      connectors: connectors.map((each, index) => ({ id: `c${index}`, name: "A", ...each })),
    },
    { release: "main" },
  );

const credentials = { clientID: "c", clientSecret: "s" };

describe("the connectors of Dex's document", () => {
  it("are checked by the rules of their types, as those of the stack config are", () => {
    assert.deepEqual(
      problemsOf(
        { type: "github", config: { ...credentials, hostName: "git.example.com" } },
        { type: "google", config: { ...credentials, serviceAccountFilePath: "/key" } },
        { type: "microsoft", config: { ...credentials, clientAssertion: "/token" } },
      ),
      [
        "connectors.1.config.domainToAdminEmail: is missing. It is required with serviceAccountFilePath.",
        "connectors.2.config.clientSecret: has no effect with clientAssertion. Remove one of the two.",
      ],
    );
  });

  it("authenticate at Microsoft by a secret or by an assertion", () => {
    const microsoft = (config: PlainMap) => problemsOf({ type: "microsoft", config });
    assert.deepEqual(microsoft({ clientID: "c", clientAssertion: "/token" }), []);
    assert.deepEqual(microsoft(credentials), []);
    assert.deepEqual(microsoft({ clientID: "c" }), [
      "connectors.0.config.clientSecret: is missing. Give it, or clientAssertion.",
    ]);
  });

  it("use Kerberos only as a whole", () => {
    const directory = (kerberos: PlainMap): PlainMap => ({
      type: "ldap",
      config: { host: "h", userSearch: { baseDN: "dc=a", username: "uid" }, kerberos },
    });
    assert.deepEqual(problemsOf(directory({ enabled: true, keytabPath: "/keytab" })), []);
    assert.deepEqual(
      problemsOf(directory({ keytabPath: "/keytab" }), directory({ enabled: true })),
      [
        "connectors.0.config.kerberos.keytabPath: has no effect without kerberos.enabled. Set that to true, or remove this one.",
        "connectors.1.config.kerberos.keytabPath: is missing, so Dex would switch Kerberos off. It is required with kerberos.enabled.",
      ],
    );
  });

  it("have an id each", () => {
    const github = { type: "github", id: "github", config: credentials };
    assert.deepEqual(problemsOf(github, { ...github, id: "other" }, github), [
      "connectors.2.id: is the id of another connector. Give each a different one.",
    ]);
  });
});
