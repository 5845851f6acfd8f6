import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { secretKeys } from "../support/example-stacks";
import { runCommand } from "../../workspace/run-command";

/** Notes the last argument and all of its standard input, as `pulumi config set` reads it. */
const pulumi = `#!/bin/sh
for last; do :; done
printf '%s=%s\\n' "$last" "$(cat)" >> "$NOTED"
`;

describe("the scripts that store an example's secrets", () => {
  let folder = "";

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-secrets-"));
    writeFileSync(path.join(folder, "pulumi"), pulumi);
    chmodSync(path.join(folder, "pulumi"), 0o755);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (script: string, noted: string, input: string) =>
    runCommand("sh", [script], {
      env: {
        ...process.env,
        NOTED: noted,
        PATH: [folder, process.env.PATH].join(path.delimiter),
      },
      input,
    });

  for (const script of globSync("examples/{*,profiles/*}/secrets.sh").sort()) {
    const keys = secretKeys(script);

    it(`${script} stores each line of a pipe under its key`, async () => {
      const noted = path.join(folder, script.replaceAll("/", "-"));
      const values = keys.map((_, index) => `value ${index} with "signs" \\n`);
      const { code, stderr } = await run(script, noted, `${values.join("\n")}\n`);
      strictEqual(code, 0, stderr);
      const lines = keys.map(
        (key, index) => `formance-control-plane:${key}=${values[index] ?? ""}`,
      );
      deepStrictEqual(readFileSync(noted, "utf8").trimEnd().split("\n"), lines);
    });

    it(`${script} says which value is missing`, async () => {
      const noted = path.join(folder, "missing");
      const { code, stderr } = await run(script, noted, "value\n".repeat(keys.length - 1));
      strictEqual(code, 1);
      strictEqual(stderr.trim(), `no value for ${keys.at(-1) ?? ""}`);
    });
  }
});
