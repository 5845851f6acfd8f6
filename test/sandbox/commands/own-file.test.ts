import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { runCommand } from "../../../workspace/run-command";
import { makeCheckout, type Checkout } from "../checkout";

describe("control-plane on a stack of the sandbox", function () {
  this.timeout(300_000);
  let checkout: Checkout;
  let file: string;
  let original: string;

  before(async () => {
    checkout = makeCheckout();
    file = path.join(checkout.folder, "Pulumi.dev.yaml");
    original = readFileSync(file, "utf8");
    const started = await checkout.command("start", "--no-login");
    assert.equal(started.code, 0, started.stderr);
  });
  afterEach(() => {
    writeFileSync(file, original);
  });
  after(() => checkout.remove());

  const controlPlane = (...args: string[]) => controlPlaneIn({}, ...args);
  const controlPlaneIn = (env: NodeJS.ProcessEnv, ...args: string[]) =>
    runCommand(
      process.execPath,
      [path.join(checkout.folder, "dist/cli/main.js"), ...args, "--stack", "dev"],
      { cwd: checkout.folder, env: { ...process.env, ...env } },
    );

  it("says that another back end was asked", async () => {
    const env = { PULUMI_BACKEND_URL: `file://${checkout.folder}` };
    const { code, stderr } = await controlPlaneIn(env, "open");
    assert.equal(code, 1);
    assert.match(stderr, /For the stack dev of npm start, unset it\./);
  });

  it("reads the person's own file, as it is now", async () => {
    writeFileSync(
      file,
      original.replace("    users:\n", "    users:\n      - email: new@example.com\n"),
    );
    const { stdout, stderr } = await controlPlane("seed", "plan");
    assert.match(stdout, /^\+ user new@example\.com\n/, stderr);
  });

  it("names the file's own line in an error, and the sandbox's command", async () => {
    const wrong = "  formance-control-plane:licence:\n    clusterId: c\n";
    writeFileSync(file, `${original}${wrong}  formance-control-plane:domian: example.com\n`);
    const line = original.split("\n").length + 2;
    const { code, stderr } = await controlPlane("seed", "plan");
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`domian  \\(Pulumi\\.dev\\.yaml:${line}\\)`));
    assert.match(stderr, /^ +npm run secret 'licence\.token'$/m);
  });

  it("tells of a start's mistakes with file and line, too", async () => {
    writeFileSync(file, `${original}  formance-control-plane:domian: example.com\n`);
    const { code, stderr } = await checkout.command("start", "--no-login");
    assert.equal(code, 1);
    const line = original.split("\n").length;
    assert.match(stderr, new RegExp(`domian  \\(Pulumi\\.dev\\.yaml:${line}\\)`));
  });

  it("reads what is deployed whatever is wrong with the config by now", async () => {
    writeFileSync(file, `${original}  formance-control-plane:domian: example.com\n`);
    const users = await controlPlane("users", "list");
    assert.match(users.stdout, /developer@example\.com/, users.stderr);
    const opened = await controlPlane("open");
    assert.match(opened.stdout, /Everyone at example\.com joins Example/, opened.stderr);
    assert.match(opened.stdout, /Nothing answers there: .* Start it: npm start/);
  });

  /** Stores the secret of a connector that is added. */
  async function storeSecret(): Promise<void> {
    const connector = "    connectors:\n      - preset: okta\n        clientId: id\n";
    const dex = "      email: admin@example.com\n";
    const domain = "        domain: example.okta.com\n";
    writeFileSync(file, original.replace(dex, `${dex}${connector}${domain}`));
    const stored = await checkout.type("sesame", "secret", "dex.connectors[0].clientSecret");
    assert.equal(stored.code, 0, stored.stderr);
    assert.match(readFileSync(file, "utf8"), /clientSecret:\s+secure: v1:/);
  }

  it("decrypts what npm run secret has stored in it", async () => {
    await storeSecret();
    const { code, stderr } = await controlPlane("seed", "plan");
    assert.equal(code, 0, stderr);
  });

  it("keeps the passphrase of what npm run secret has stored, when it is taken down", async () => {
    await storeSecret();
    const down = await checkout.command("down");
    assert.match(down.stderr, /passphrase still decrypts .* in Pulumi\.dev\.yaml\./);
    const again = await checkout.command("start", "--no-login");
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /Formance control plane, stack dev/);
  });

  it("says that rows stay whose entries are gone, and how to delete them", async () => {
    const without = original
      .replace("      - email: developer@example.com\n", "")
      .replace(/ {8}members:\n.*\n.*\n/, "");
    writeFileSync(file, without);
    const { stderr } = await checkout.command("start", "--no-login");
    assert.match(
      stderr,
      /No longer in the seed, but still .*: user developer@example\.com\. .*prune/,
    );
    writeFileSync(file, without.replace(/(plane:seed:\n)/, "$1    prune: owned\n"));
    const pruned = await checkout.command("start", "--no-login");
    assert.match(pruned.stderr, /-1 user \(developer@example\.com\)/);
  });

  it("stops what runs, and goes on with the same rows", async () => {
    const stopped = await checkout.command("stop");
    assert.equal(stopped.code, 0, stopped.stderr);
    const again = await checkout.command("start", "--no-login");
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /Seed +\+1 user .*, 5 unchanged/);
  });
});
