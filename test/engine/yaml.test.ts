import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { StackFile } from "../../config/stack-file";
import { findEngine } from "../../workspace/engine/find-engine";
import { readYaml } from "../../yaml/read";
import { runCommandLine } from "../cli/support";

const project = "formance-control-plane";

/** YAML that two readers could take for different things. */
const snippets = [
  "{<<: *shared, a: 3}",
  "{<<: [{a: 1}, *shared]}",
  "{'<<': {a: 1}}",
  "{<<: {<<: *shared, a: 2}}",
  "[0777, 0o17, 0x1F, -0b11, 08, 1_000, 12e03, .5, 1e400]",
  "[yes, on, y, True, ~, Null, '', '~', !!str ~]",
  "[!!int '5', !!float 5, !!binary aGk=, !other text]",
  "{1: a, true: b, 1.5: c, ~: d}",
  "{a: &n 1, b: &m [&n 2], c: &n 3, d: *m, e: *n}",
  "{a: &k x, *k : 1}",
  "{a: '2024-05-01', b: !!str 2024-05-01, c: 2024-13-01}",
  "!!set {a, b}",
];

describe("a stack file on the real engine", function () {
  this.timeout(120_000);
  let cwd = "";
  const environment = { ...process.env };
  const pulumi = (...args: string[]) =>
    execFileSync("pulumi", [...args, "--stack", "acme", "--non-interactive"], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });

  before(async () => {
    const engine = await findEngine();
    cwd = mkdtempSync(join(tmpdir(), "formance-yaml-"));
    // The commands look for the engine where this process does.
    Object.assign(process.env, {
      ...engine.env,
      PATH: [engine.binDirectory, process.env.PATH].join(delimiter),
      PULUMI_BACKEND_URL: `file://${cwd}`,
      PULUMI_CONFIG_PASSPHRASE: "only for this test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    });
    writeFileSync(join(cwd, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
    pulumi("stack", "init");
  });

  after(() => {
    process.env = environment;
    rmSync(cwd, { recursive: true, force: true });
  });

  it("says the same to the engine and to our reader", () => {
    const lines = snippets.map((snippet, index) => `  ${project}:v${index}: {v: ${snippet}}`);
    const file = join(cwd, "Pulumi.acme.yaml");
    writeFileSync(file, `shared: &shared {a: 1, b: 2}\nconfig:\n${lines.join("\n")}\n`);
    const config = JSON.parse(pulumi("config", "--json")) as Record<
      string,
      { objectValue: unknown }
    >;
    const read = StackFile.read(file, project);
    strictEqual(read.keys().length, snippets.length);
    for (const [index, snippet] of snippets.entries()) {
      deepStrictEqual(
        read.value(`v${index}`),
        config[`${project}:v${index}`]?.objectValue,
        snippet,
      );
    }
  });

  it("holds no secret in clear behind a merge key, among encrypted ones", async () => {
    const file = join(cwd, "Pulumi.acme.yaml");
    writeFileSync(file, "config: {}\n");
    for (const service of ["membership", "dex", "portal"]) {
      pulumi(
        "config",
        "set",
        "--path",
        "--secret",
        `${project}:database.${service}.password`,
        "sealed-5RkQ",
      );
    }
    const { encryptionsalt } = readYaml(readFileSync(file, "utf8")).value as Record<string, string>;
    const { membership, dex, portal } = StackFile.read(file, project).value("database") as Record<
      string,
      unknown
    >;
    writeFileSync(
      file,
      [
        `encryptionsalt: ${encryptionsalt}`,
        "x-login: &login {password: clear-text}",
        "config:",
        `  ${project}:domain: pay.example.com`,
        `  ${project}:ingress: {className: nginx, tls: {mode: cert-manager, issuer: le}}`,
        `  ${project}:dex: {admin: {enabled: true}}`,
        `  ${project}:database:`,
        "    host: db.internal.example.com",
        ...Object.entries({ membership, dex, portal }).map(
          ([service, login]) => `    ${service}: ${JSON.stringify(login)}`,
        ),
        "    console: {<<: *login}",
      ].join("\n"),
    );
    const { status, err } = await runCommandLine(["render", "--stack", "acme"], { cwd });
    strictEqual(status, 1);
    match(err, /has a problem \(Pulumi\.acme\.yaml\)/);
    match(
      err,
      /database\.console\.password {2}\(Pulumi\.acme\.yaml:2\)\n {4}is stored in plain text/,
    );
    strictEqual(err.includes("clear-text"), false);
  });
});
