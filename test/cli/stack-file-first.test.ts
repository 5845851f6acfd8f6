import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommandLine } from "./support";

const key = (name: string) => `  formance-control-plane:${name}`;
const right = `config:
${key("environment: test")}
${key("domain: example.com")}
${key("ingress: {tls: {mode: none}}")}
${key("database: {host: db, membership: &a {password: {secure: v1:x}}, dex: *a, console: *a, portal: *a}")}
`;

describe("a stack file, without the Pulumi CLI", () => {
  let cwd: string;
  let searchPath: string | undefined;

  beforeEach(() => {
    cwd = mkdtempSync(path.join(tmpdir(), "stack-file-first-"));
    searchPath = process.env.PATH;
    process.env.PATH = "";
  });
  afterEach(() => {
    process.env.PATH = searchPath;
    rmSync(cwd, { recursive: true, force: true });
  });

  for (const [what, text, message] of [
    [
      "its YAML is broken",
      "config:\n  a: 'canary\n",
      /Pulumi\.acme\.yaml:\d\)?\s+is not valid YAML/,
    ],
    ["it has no config", "domain: canary\n", /domain .*\s+is not read/],
    [
      "a value of it is wrong",
      right.replace("example.com", "https://canary"),
      /formance-control-plane:domain .*\s+has a scheme/,
    ],
    ["it is right", right, /There is no Pulumi CLI on PATH/],
  ] as const) {
    it(`is told first where ${what}`, async () => {
      writeFileSync(path.join(cwd, "Pulumi.acme.yaml"), text);
      for (const command of [["render"], ["seed", "plan"]]) {
        const { status, err } = await runCommandLine([...command, "--stack", "acme"], { cwd });
        assert.notEqual(status, 0);
        assert.match(err, message);
        assert.doesNotMatch(err, /canary/);
      }
    });
  }
});
