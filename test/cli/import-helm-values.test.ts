import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import type { CommandIo } from "../../cli/io";
import { findEngine } from "../../workspace/engine/find-engine";
import { runCommand } from "../../workspace/run-command";
import { runCommandLine } from "./support";

const canary = "canary-5RkQ";

const values = `USER-SUPPLIED VALUES:
global:
  serviceHost: example.com
  postgresql:
    host: postgres.example.com
    additionalArgs: sslmode=verify-full
    auth:
      password: ${canary}-database
membership:
  postgresql:
    enabled: false
  dex:
    configOverrides:
      connectors:
        - type: oidc
          id: company
          name: Company
          config:
            issuer: https://login.example.com
            clientID: formance
            clientSecret: ${canary}-connector
  ingress:
    tls: [{ secretName: tls }]
  replicaCuont: 2
`;

describe("control-plane import-helm-values", function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-helm-"));
    writeFileSync(path.join(folder, "values.yaml"), values);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (args: readonly string[], io: Partial<CommandIo> = {}) =>
    runCommandLine(["import-helm-values", ...args], { cwd: folder, ...io });

  it("prints the config, and beside it what to do, without a secret", async () => {
    const { status, out, err } = await run(["values.yaml"]);
    assert.equal(status, 1, "a key is unknown");
    const { config } = parse(out) as { config: Record<string, unknown> };
    assert.equal(config["formance-control-plane:domain"], "example.com");
    const words = err.replaceAll(/\s+/g, " ");
    assert.match(
      words,
      /unknown membership\.replicaCuont .*Did you mean membership\.replicaCount\?/,
    );
    assert.match(
      err,
      /pulumi config set --path --secret 'formance-control-plane:dex\.connectors\[0\]\.config\.clientSecret' # membership\.dex\.configOverrides\.connectors/,
    );
    assert.doesNotMatch(out + err, /canary/);
  });

  it("ends with 0 where nothing is lost, reads the standard input, and writes a file", async () => {
    const text = values.replace("  replicaCuont: 2\n", "");
    const readInput = () => Promise.resolve(text);
    const { status, out, err } = await run(["-", "--output", "Pulumi.acme.yaml"], { readInput });
    assert.equal(status, 0, err);
    assert.equal(out, "");
    const written = readFileSync(path.join(folder, "Pulumi.acme.yaml"), "utf8");
    assert.match(written, /^# yaml-language-server: \$schema=\.\/schemas\/stack-config\.json\n/);
    assert.doesNotMatch(written, /canary/);
  });

  it("lets the stack take over the release, and the provider what is there", async () => {
    const text = values
      .replace("  replicaCuont: 2\n", "  fullnameOverride: users\n")
      .replace("  dex:\n", "  dex:\n    nameOverride: idp\n");
    writeFileSync(path.join(folder, "values.yaml"), text);
    const place = ["--release", "formance", "--namespace", "apps"];
    const { status, out, err } = await run(["values.yaml", "--adopt", ...place]);
    assert.equal(status, 0, err);
    const { config } = parse(out) as { config: Record<string, unknown> };
    const fullNames = { dex: "formance-idp", membership: "users" };
    assert.deepEqual(config["formance-control-plane:adopt"], { release: "formance", fullNames });
    assert.equal(config["formance-control-plane:name"], "formance-cp");
    assert.equal(config["formance-control-plane:namespace"], "apps");
    assert.equal(config["formance-control-plane:createNamespace"], false);
    assert.equal(config["kubernetes:upsertExistingObjects"], "true");
    assert.match(
      err.replaceAll(/\s+/g, " "),
      /changed --release formance .*begin with formance-cp/,
    );

    const nameless = await run(["values.yaml", "--adopt", "--release", "formance"]);
    assert.equal(nameless.status, 2);
    assert.match(nameless.err, /--adopt needs --release and --namespace/);
  });

  it("prints one JSON document", async () => {
    const { out } = await run(["values.yaml", "--json"]);
    const document = JSON.parse(out) as {
      config: unknown;
      secrets: { path: string; from: string; command: string }[];
      notes: { key: string; outcome: string }[];
      problems: unknown[];
    };
    assert.deepEqual(
      document.secrets.map(({ path: at }) => at),
      [
        "database.dex.password",
        "database.membership.password",
        "database.console.password",
        "database.portal.password",
        "dex.connectors[0].config.clientSecret",
      ],
    );
    assert.deepEqual(
      document.notes.filter(({ outcome }) => outcome === "unknown").map(({ key }) => key),
      ["membership.replicaCuont"],
    );
    assert.deepEqual(document.problems, []);
    assert.doesNotMatch(out, /canary/);
  });

  it("stores config and secrets in a stack, by the Pulumi CLI", async () => {
    const engine = await findEngine();
    const env = {
      ...process.env,
      ...engine.env,
      PATH: [engine.binDirectory, process.env.PATH].join(path.delimiter),
      PULUMI_BACKEND_URL: pathToFileURL(folder).href,
      PULUMI_CONFIG_PASSPHRASE: "acme",
    };
    const pulumi = async (...args: string[]) => {
      const result = await runCommand("pulumi", args, { cwd: folder, env });
      assert.equal(result.code, 0, result.stderr);
      return result.stdout;
    };
    writeFileSync(
      path.join(folder, "Pulumi.yaml"),
      "name: formance-control-plane\nruntime: nodejs\n",
    );
    const missing = await run(["values.yaml", "--stack", "acme"], { env });
    assert.equal(missing.status, 1);
    assert.match(missing.err, /can't open stack acme.*pulumi stack init acme/s);

    await pulumi("stack", "init", "acme", "--non-interactive");
    const { status, err } = await run(["values.yaml", "--stack", "acme"], { env });
    assert.equal(status, 1, "a key is unknown");
    assert.doesNotMatch(err, /pulumi config set/);
    const file = readFileSync(path.join(folder, "Pulumi.acme.yaml"), "utf8");
    assert.match(file, /encryptionsalt/);
    assert.doesNotMatch(file + err, /canary/);

    const shown = await pulumi("config", "--show-secrets", "--json", "--stack", "acme");
    const stored = JSON.parse(shown) as Record<string, { objectValue: unknown }>;
    const database = stored["formance-control-plane:database"]?.objectValue;
    assert.deepEqual(database, {
      host: "postgres.example.com",
      membership: { database: "formance", user: "formance", password: `${canary}-database` },
      dex: { database: "formance", user: "formance", password: `${canary}-database` },
      console: { database: "formance", user: "formance", password: `${canary}-database` },
      portal: { database: "formance", user: "formance", password: `${canary}-database` },
    });
    assert.match(shown, new RegExp(`"clientSecret":\\s*"${canary}-connector"`));

    const again = await run(["values.yaml", "--stack", "acme"], { env });
    assert.equal(again.status, 1);
    assert.match(again.err, /already has settings of the control plane: formance-control-plane:/);
  });

  it("says what is wrong with values that it can't read", async () => {
    writeFileSync(path.join(folder, "values.yaml"), "- a list\n");
    const list = await run(["values.yaml"]);
    assert.equal(list.status, 1);
    assert.match(list.err, /values\.yaml is a list/);
    const missing = await run(["missing.yaml"]);
    assert.match(missing.err, /missing\.yaml can't be read \(ENOENT\)/);
    writeFileSync(path.join(folder, "values.yaml"), "global:\n  serviceHost: example.com\n");
    const bundled = await run(["values.yaml"]);
    assert.match(bundled.err, /Add --release and --namespace/);
  });

  it("refuses a stack and a file at once", async () => {
    const { status, err } = await run(["values.yaml", "--stack", "acme", "--output", "x.yaml"]);
    assert.equal(status, 2);
    assert.match(err, /--stack or --output/);
  });
});
