import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";

import { Ajv2020 } from "ajv/dist/2020";
import { extract } from "tar-stream";
import { parse, parseAllDocuments } from "yaml";

import { doctorSchema } from "../../cli/doctor/report";

import { workspacePlaces } from "../../workspace/places";
import { workspaceCli } from "../../workspace/pulumi-cli";
import { writeRecord } from "../../workspace/record";
import { runCommandLine } from "../cli/support";
import { filesBelow, openTestSandbox, type TestSandbox } from "./sandbox";
import { secretsIn, stateOf } from "./state";

const root = path.resolve(__dirname, "../../..");

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

describe("commands on a deployed stack", function () {
  this.timeout(300_000);
  let cwd = "";
  let test: TestSandbox | undefined;
  let secrets: string[] = [];
  let manifests: string[] = [];

  const run = async (...args: string[]) => {
    const outcome = await runCommandLine([...args, "--stack", "dev"], { cwd });
    assert.equal(outcome.status, 0, outcome.err);
    return outcome.out;
  };
  const asJson = async (...args: string[]) => JSON.parse(await run(...args, "--json")) as unknown;
  const names = (objects: readonly Rendered[]) =>
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();

  before(async () => {
    // The dynamic provider finds the seed's module from its working folder, so it lies in here.
    mkdirSync(path.join(root, ".sandbox-test"), { recursive: true });
    cwd = mkdtempSync(path.join(root, ".sandbox-test", "commands-"));
    copyFileSync(path.join(root, "Pulumi.dev.yaml"), path.join(cwd, "Pulumi.dev.yaml"));
    test = await openTestSandbox({}, path.join(cwd, ".sandbox"));
    await test.sandbox.deploy();
    secrets = secretsIn(await stateOf(test.sandbox.stack));
    const places = workspacePlaces(path.join(cwd, ".sandbox"));
    writeRecord(places, { stack: "dev" });
    manifests = filesBelow(places.manifests).map((file) => file.text);
  });

  after(async () => {
    await test?.remove();
    if (cwd !== "") rmSync(cwd, { recursive: true, force: true });
  });

  it("policy finds nothing but that the sandbox's Postgres has no certificate", async () => {
    const { status, out } = await runCommandLine(["policy", "--stack", "dev", "--json"], { cwd });
    const { findings } = JSON.parse(out) as { findings: { rule: string }[] };
    assert.equal(status, 1);
    assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ["verified-database-tls"]);
    free(out);
  });

  const free = (printed: string) => {
    assert.ok(secrets.length > 5);
    assert.deepEqual(
      secrets.filter((secret) => printed.includes(secret)),
      [],
    );
  };

  it("open says how to get in, without a secret", async () => {
    const out = await run("open");
    assert.match(out, /Console +https:\/\/console\.formance\.localhost\n/);
    assert.match(out, /Everyone at example\.com joins Example at the first login/);
    free(out);
  });

  it("open tells the password when it is asked to", async () => {
    const told = (await asJson("open", "--show-password")) as { firstLogin: { password: string } };
    assert.ok(secrets.includes(told.firstLogin.password));
  });

  it("open opens a service in the browser", async () => {
    const opened: string[] = [];
    const openInBrowser = (url: string) => {
      opened.push(url);
      return Promise.resolve();
    };
    assert.ok(test);
    // As a stack of the Pulumi CLI, whose services answer elsewhere.
    const { folder, env } = workspaceCli(test.sandbox);
    const searchPath = [test.sandbox.engine.binDirectory, env.PATH].join(path.delimiter);
    const { status, out, err } = await runCommandLine(["open", "portal", "--stack", "dev"], {
      cwd: folder,
      env: { ...env, PATH: searchPath },
      openInBrowser,
    });
    assert.equal(status, 0, err);
    assert.deepEqual(opened, ["https://portal.formance.localhost"]);
    assert.equal(out, "https://portal.formance.localhost\n");
  });

  it("open says that a sandbox has no login running", async () => {
    const { status, err } = await runCommandLine(["open", "portal", "--stack", "dev"], { cwd });
    assert.equal(status, 1);
    assert.match(err, /The login of the sandbox isn't running\. Start it: npm start/);
  });

  it("render --deployed writes the objects that were deployed, without a secret", async () => {
    const out = await run("render", "--deployed");
    const objects = parseAllDocuments(out).map((document) => document.toJS() as Rendered);
    assert.deepEqual(
      names(objects),
      names(manifests.map((manifest) => parse(manifest) as Rendered)),
    );
    free(out);
  });

  it("render writes the objects that the config asks for", async () => {
    const { items } = (await asJson("render")) as { items: Rendered[] };
    const deployed = manifests.map((manifest) => parse(manifest) as Rendered);
    const kinds = (objects: readonly Rendered[]) => objects.map(({ kind }) => kind).sort();
    assert.deepEqual(kinds(items), kinds(deployed));
    const fixed = (objects: readonly Rendered[]) =>
      names(objects.filter(({ kind }) => !["Secret", "ConfigMap", "Job"].includes(kind)));
    assert.deepEqual(fixed(items), fixed(deployed));
    free(JSON.stringify(items));
  });

  it("render --output writes a file for each object, with the values when asked to", async () => {
    await run("render", "--deployed", "--show-secrets", "--output", "out");
    const folder = path.join(cwd, "out", "1-manifest");
    const files = readdirSync(folder);
    assert.equal(files.length, manifests.length);
    const texts = files.map((file) => readFileSync(path.join(folder, file), "utf8"));
    assert.ok(secrets.some((secret) => texts.some((written) => written.includes(secret))));
  });

  it("seed plan has nothing to do", async () => {
    await run("seed", "plan", "--exit-code");
  });

  it("seed import gives back what was seeded", async () => {
    await run("seed", "import", "--output", "imported.yaml");
    await run("seed", "plan", "--file", "imported.yaml", "--exit-code");
    const text = readFileSync(path.join(cwd, "imported.yaml"), "utf8");
    assert.match(text, /defaultPolicy: StackGuest/);
    assert.match(text, /user: developer@example\.com\n +policy: OrganizationGuest/);
    assert.doesNotMatch(text, /ownerPolicy/);
  });

  it("doctor finds the database well, all that runs here, and keeps to its schema", async () => {
    const { status, out, err } = await runCommandLine(["doctor", "--stack", "dev", "--json"], {
      cwd,
    });
    assert.equal(status, 0, err);
    const report = doctorSchema.parse(JSON.parse(out));
    const schema = JSON.parse(
      readFileSync(path.join(root, "schemas/doctor.json"), "utf8"),
    ) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors));
    const database = report.results.filter(({ group }) => group === "database");
    assert.ok(database.length > 5);
    assert.deepEqual(
      database.filter(({ status: found }) => found === "failed"),
      [],
    );
    // No pods run, so nothing answers at the addresses, and nothing is asked there.
    assert.deepEqual([...new Set(report.results.map(({ group }) => group))], ["database"]);
    free(out);
  });

  it("doctor writes a bundle without any secret of the stack", async () => {
    const args = ["doctor", "--stack", "dev", "--bundle", "doctor.tar.gz"];
    const { err } = await runCommandLine(args, { cwd });
    assert.match(err, /Wrote .*doctor\.tar\.gz/);
    const archive = Readable.from([readFileSync(path.join(cwd, "doctor.tar.gz"))])
      .pipe(createGunzip())
      .pipe(extract());
    const texts = new Map<string, string>();
    for await (const entry of archive) texts.set(entry.header.name, await text(entry));
    assert.match(texts.get("doctor/outputs.json") ?? "", /console\.formance\.localhost/);
    assert.match(texts.get("doctor/config.yaml") ?? "", /formance\.localhost/);
    free([...texts.values()].join("\n"));
  });
});
