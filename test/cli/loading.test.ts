import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { runCommand } from "../../workspace/run-command";

const root = path.resolve(__dirname, "..", "..", "..");
const main = "cli/main.js";

/** Writes down what a process loads, whether by `require` or by `import`. */
const RECORDER = `
const { registerHooks } = require("node:module");
const { appendFileSync } = require("node:fs");
registerHooks({
  load(url, context, next) {
    if (url.startsWith("file:")) appendFileSync(process.env.LOADED_MODULES, url + "\\n");
    return next(url, context);
  },
});
`;

const PACKAGE = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/;

describe("what a command loads", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-loading-"));
    writeFileSync(path.join(folder, "recorder.cjs"), RECORDER);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a compiled file loads: packages by their names, and the project's own modules. */
  async function loadedBy(file: string, args: readonly string[]) {
    const list = path.join(folder, "loaded.txt");
    rmSync(list, { force: true });
    const { stderr } = await runCommand(
      process.execPath,
      ["--require", path.join(folder, "recorder.cjs"), path.join(root, "dist", file), ...args],
      { cwd: folder, env: { ...process.env, PATH: folder, LOADED_MODULES: list } },
    );
    const files = readFileSync(list, "utf8").trim().split("\n");
    const packages = files.flatMap((file) => PACKAGE.exec(file)?.[1] ?? []);
    return {
      stderr,
      packages: [...new Set(packages)].sort(),
      own: files.filter((file) => !PACKAGE.test(file)),
    };
  }

  for (const args of [
    ["--help"],
    ["--version"],
    ["doctor", "--help"],
    ["create", "user", "--help"],
    ["help", "seed", "plan"],
    ["complete", "bash"],
    ["complete", "--", "doctor", "--"],
    ["--nonsense"],
    ["import-helm-values"],
  ]) {
    it(`is little for ${args.join(" ")}`, async () => {
      const { packages, own } = await loadedBy(main, args);
      assert.deepEqual(packages, ["@bomb.sh/tab", "commander"]);
      // Each takes a millisecond.
      assert.ok(own.length < 70, `${own.length} modules`);
    });
  }

  it("is what starts the engine, for npm start", async () => {
    const { packages } = await loadedBy("sandbox/commands/start-stack.js", []);
    assert.ok(packages.includes("@pulumi/pulumi"));
    const later = ["@npmcli/arborist", "diff", "typescript", "zod"];
    assert.deepEqual(
      later.filter((name) => packages.includes(name)),
      [],
    );
  });

  it("is not the engine's SDK before npm start shows that something happens", async () => {
    const { packages } = await loadedBy("sandbox/commands/start.js", ["--help"]);
    assert.ok(packages.includes("ora"));
    assert.deepEqual(
      packages.filter((name) => name.startsWith("@pulumi/") || name === "pg"),
      [],
    );
  });

  it("is not Pulumi's SDK, for npm run password", async () => {
    const { packages } = await loadedBy("sandbox/commands/password.js", ["--help"]);
    assert.deepEqual(
      packages.filter((name) => name.startsWith("@pulumi/")),
      [],
    );
  });

  describe("with a mistake in the stack file", () => {
    const cliRan = () => existsSync(path.join(folder, "pulumi-ran"));
    const write = (text: string) => {
      writeFileSync(
        path.join(folder, "Pulumi.acme.yaml"),
        `${text}config:\n  formance-control-plane:domain: https://example.com\n`,
      );
    };
    beforeEach(() => {
      const pulumi = `#!/bin/sh\n: > ${path.join(folder, "pulumi-ran")}\nexit 1\n`;
      writeFileSync(path.join(folder, "pulumi"), pulumi, { mode: 0o755 });
    });
    afterEach(() => {
      rmSync(path.join(folder, "pulumi-ran"), { force: true });
    });

    for (const args of [["preflight"], ["doctor"], ["render"], ["seed", "plan"]]) {
      it(`is what checks it, and neither engine nor cluster, for ${args.join(" ")}`, async () => {
        write("");
        const { packages, stderr } = await loadedBy(main, [...args, "--stack", "acme"]);
        assert.match(stderr, /domain {2}\(Pulumi\.acme\.yaml:2\)\n\s+has a scheme/);
        assert.equal(cliRan(), false);
        const heavy = ["@kubernetes/client-node", "@pulumi/pulumi"];
        assert.deepEqual(
          heavy.filter((name) => packages.includes(name)),
          [],
        );
      });
    }

    it("leaves a config that the engine completes to the engine", async () => {
      write("environment: [shared]\n");
      await loadedBy(main, ["seed", "plan", "--stack", "acme"]);
      assert.ok(cliRan());
    });

    for (const args of [["policy"], ["open"], ["users", "list"]]) {
      it(`leaves the state readable for ${args.join(" ")}`, async () => {
        write("");
        const { packages } = await loadedBy(main, [...args, "--stack", "acme"]);
        assert.ok(cliRan());
        assert.ok(!packages.includes("@pulumi/pulumi"));
      });
    }
  });
});
