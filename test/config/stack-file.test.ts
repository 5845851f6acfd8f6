import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, loadConfig, type StackConfig } from "../../config";
import { sealedSource } from "../../config/stack-file-source";
import { stackFile, strays, wrong, type Expected } from "./cases/stack-files";
import { project } from "./support";

describe("a stack file", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stack-file-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const load = (text: string): StackConfig => {
    const file = join(folder, "Pulumi.acme.yaml");
    writeFileSync(file, text);
    return loadConfig(sealedSource(project, folder, file).source);
  };

  const errorOf = (text: string): ConfigError => {
    try {
      load(text);
    } catch (error) {
      ok(error instanceof ConfigError, String(error));
      return error;
    }
    throw new Error("The file was taken.");
  };

  const check = (text: string, expected: Expected, prefix: string) => {
    const error = errorOf(text);
    deepStrictEqual(
      error.problems.map(({ path, line }) => [path, line]).sort(),
      Object.entries(expected)
        .map(([path, [line]]) => [prefix + path, line])
        .sort(),
    );
    for (const { path, message, line } of error.problems) {
      ok(expected[path.slice(prefix.length)]?.[1].test(message), message);
      if (line !== undefined && path !== "Pulumi.acme.yaml") {
        ok(error.message.includes(`  ${path}  (Pulumi.acme.yaml:${line})\n`));
      }
    }
    strictEqual(error.message.includes("canary"), false);
  };

  it("is taken where it is right, with other namespaces beside", () => {
    const others = {
      "kubernetes:namespace": "x",
      "aws:region": "eu-west-1",
      "formancecloud:endpoint": "https://x",
      "kubernetes:settingOfALaterRelease": "x",
      "random:x": "y",
      "pulumi:tags": "{a: b}",
      "postgresql:sslmode": "require",
      "platform:database": "{host: x}",
      "<<": "{formance-control-plane:namespace: merged}",
      console: "{<<: *two}",
      membership: "{env: {A: '2024-05-01', B: yes}}",
    };
    const config = load(stackFile(others, "x: &two {replicas: 2}\nenvironment: [base]\n"));
    strictEqual(config.namespace, "merged");
    strictEqual(config.console?.replicas, 2);
    deepStrictEqual(config.membership?.env, { A: "2024-05-01", B: "yes" });
  });

  for (const [what, text, problems] of wrong) {
    it(`is refused with ${what}`, () => {
      check(text, problems, `${project}:`);
    });
  }

  for (const [what, text, problems] of strays) {
    it(`is refused for ${what}`, () => {
      check(text, problems, "");
    });
  }
});
