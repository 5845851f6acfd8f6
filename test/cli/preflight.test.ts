import { deepEqual, equal, match, ok } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { stringify } from "yaml";

import { preflightSchema } from "../../cli/preflight/report";
import { createAuthority, type TestAuthority } from "../support/certificates";
import { startLdapServer, type LdapServer } from "../support/ldap-server";
import { runCommandLine } from "./support";

const prefix = "formance-control-plane:";
const sealed = { secure: "v1:cipher-text" };

describe("control-plane preflight", () => {
  it("asks for the stack", async () => {
    const { status, err, out } = await runCommandLine(["preflight"]);
    equal(status, 2);
    equal(out, "");
    match(err, /Name the stack: --stack NAME/);
  });

  it("is in the help", async () => {
    const { out } = await runCommandLine(["--help"]);
    match(out, /preflight .*Check everything that a stack depends on/);
  });
});

describe("control-plane preflight without the stack's secrets", () => {
  let folder: string;
  let authority: TestAuthority;
  let directory: LdapServer;

  before(async () => {
    authority = await createAuthority();
    directory = await startLdapServer({
      mode: "ldaps",
      keys: await authority.issue({ names: ["127.0.0.1"] }),
      account: { dn: "cn=dex", password: "never-asked" },
      entries: {},
    });
  });

  after(() => directory.close());

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "preflight-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (changes: Record<string, unknown> = {}) => {
    const password = { password: sealed };
    const areas = {
      domain: "example.com",
      database: {
        host: "db.example.com",
        membership: { url: sealed },
        dex: password,
        console: password,
        portal: password,
      },
      ingress: { tls: { mode: "existing", secretName: "tls" } },
      licence: { token: sealed, clusterId: "0b1c6f0a-6f1e-4c55-9d0c-2a8a5a1a7d11" },
      dex: {
        localUsers: [{ email: "emergency@example.com", hash: sealed }],
        configOverrides: { frontend: { extra: { token: sealed } } },
        connectors: [
          {
            type: "ldap",
            id: "directory",
            name: "Directory",
            config: {
              host: `127.0.0.1:${directory.port}`,
              rootCA: authority.certificate,
              bindDN: "cn=dex",
              bindPW: sealed,
              userSearch: { baseDN: "dc=example", username: "mail" },
            },
          },
        ],
      },
      ...changes,
    };
    const config = Object.fromEntries(
      Object.entries(areas).map(([key, value]) => [prefix + key, value]),
    );
    writeFileSync(path.join(folder, "Pulumi.acme.yaml"), stringify({ config }));
  };

  const run = (...args: string[]) =>
    runCommandLine(["preflight", "--stack", "acme", ...args], { cwd: folder });

  const identity = (out: string) => {
    const { secrets, results } = preflightSchema.parse(JSON.parse(out));
    equal(secrets, false);
    return results.filter(({ group }) => group === "identity");
  };

  it("makes the checks that need none, and says why the others are not done", async () => {
    write();
    const { out, err } = await run("--no-secrets", "--json");
    const results = identity(out);
    deepEqual(
      results.map(({ id, status }) => `${id} ${status}`),
      ["ldap-connect ok", "ldap-bind not-done", "ldap-search not-done"],
    );
    const [, bind, search] = results;
    const reason = "bindPW is encrypted, and the stack's secrets weren't decrypted.";
    deepEqual([bind?.evidence, search?.evidence], [reason, reason]);
    deepEqual(directory.searches, []);
    match(err, /secrets weren't decrypted: as requested with --no-secrets/);
    ok(!`${out}${err}`.includes("sealed\\u0000") && !out.includes("cipher-text"));
  });

  it("does so by itself where the Pulumi CLI can't open the stack", async () => {
    write();
    const { out, err } = await run("--json");
    equal(identity(out)[0]?.status, "ok");
    match(err, /secrets weren't decrypted: .*(Pulumi CLI|can't be read)/);
  });

  it("tells what is wrong with the config, as with its secrets", async () => {
    write({ domain: "https://example.com" });
    const { status, err, out } = await run("--no-secrets");
    equal(status, 1);
    equal(out, "");
    match(err, /formance-control-plane:domain {2}\(Pulumi\.acme\.yaml:2\)\n\s+has a scheme/);
    ok(!err.includes("database"));
  });

  it("needs them where an area is encrypted as a whole", async () => {
    write({ dex: sealed });
    const { status, err } = await run("--no-secrets");
    equal(status, 1);
    match(err, /dex: encrypted as a whole in Pulumi\.acme\.yaml/);
  });

  it("says that there is no stack file", async () => {
    const { status, err } = await run("--no-secrets");
    equal(status, 1);
    match(err, /There is no stack file .*Pulumi\.acme\.yaml/);
  });
});
