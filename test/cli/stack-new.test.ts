import assert from "node:assert/strict";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { projectRoot } from "../../workspace/folders";
import { runCommandLine } from "./support";

const OTHER = `# yaml-language-server: $schema=./schemas/stack-config.json
encryptionsalt: v1:salt
config:
  # The customer's own domain.
  formance-control-plane:domain: acme.example.com
  formance-control-plane:database:
    mode: managed
    host: postgres.example.com
    admin:
      user: postgres
      password:
        secure: v1:cipher
  formance-control-plane:ingress:
    tls: { mode: existing, secretName: tls }
`;

describe("control-plane stack new", () => {
  let cwd: string;
  let searchPath: string | undefined;

  beforeEach(() => {
    cwd = mkdtempSync(path.join(tmpdir(), "formance-stack-"));
    cpSync(path.join(projectRoot(), "examples"), path.join(cwd, "examples"), { recursive: true });
    searchPath = process.env.PATH;
  });
  afterEach(() => {
    process.env.PATH = searchPath;
    rmSync(cwd, { recursive: true, force: true });
  });

  const run = (...args: string[]) => runCommandLine(["stack", "new", ...args], { cwd });
  const written = (name: string) => readFileSync(path.join(cwd, `Pulumi.${name}.yaml`), "utf8");

  it("copies an example, and prints the commands without the Pulumi CLI", async () => {
    process.env.PATH = "";
    const { status, out, err } = await run("acme", "--from", "production");
    assert.equal(status, 0, err);
    assert.match(written("acme"), /\$schema=\.\/schemas\/stack-config\.json/);
    assert.match(written("acme"), /# Production: existing databases on a Postgres/);
    assert.match(err, /There is no Pulumi CLI on PATH/);
    assert.match(out, /^ {2}pulumi stack init acme$/m);
    assert.match(
      out,
      /^ {2}pulumi config set --path --secret 'formance-control-plane:database\.dex\.password' --stack acme$/m,
    );
    assert.match(out, /dex\.connectors\[1\]\.bindPassword/);
  });

  it("copies another stack without its ciphertexts, and asks for the secrets", async () => {
    writeFileSync(path.join(cwd, "Pulumi.acme.yaml"), OTHER);
    // A CLI that writes down what it was told to do, and what it read.
    const bin = path.join(cwd, "bin");
    mkdirSync(bin);
    writeFileSync(path.join(bin, "pulumi"), `#!/bin/sh\necho "$*: $(cat)" >> "${cwd}/calls"\n`);
    chmodSync(path.join(bin, "pulumi"), 0o755);
    const env = { PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` };
    process.env.PATH = env.PATH;
    const asked: string[] = [];
    const { status, err } = await runCommandLine(["stack", "new", "globex", "--from", "acme"], {
      cwd,
      env,
      askSecret: (question) => {
        asked.push(question);
        return Promise.resolve("sesame");
      },
    });
    assert.equal(status, 0, err);
    assert.doesNotMatch(written("globex"), /secure|cipher|encryptionsalt|password/);
    assert.match(written("globex"), /# The customer's own domain\./);
    assert.deepEqual(asked, ["formance-control-plane:database.admin.password"]);
    const calls = readFileSync(path.join(cwd, "calls"), "utf8").trim().split("\n");
    assert.match(calls[0] ?? "", /^stack init globex --non-interactive: $/);
    assert.match(
      calls[1] ?? "",
      /^config set --stack globex .*admin\.password --non-interactive: sesame$/,
    );
  });

  it("refuses a stack that is there, and a source that isn't", async () => {
    writeFileSync(path.join(cwd, "Pulumi.acme.yaml"), OTHER);
    const again = await run("acme", "--from", "production");
    assert.equal(again.status, 1);
    assert.match(again.err, /Pulumi\.acme\.yaml already exists/);
    assert.equal(written("acme"), OTHER);
    assert.match((await run("globex", "--from", "produktion")).err, /Did you mean production\?/);
    assert.match((await run("globex", "--from", "x")).err, /Available: .*production/);
    assert.equal((await run("../globex", "--from", "acme")).status, 2);
  });
});
