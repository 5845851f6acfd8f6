import { spawn } from "node:child_process";

import { formatPath, qualifyPath } from "../config/path";
import type { ImportedSecret } from "../moving-from-helm/values/split-secrets";
import { CommandError } from "./errors";
import type { CommandIo } from "./io";
import { PROJECT } from "./stack";

/**
 * Has the Pulumi CLI store the secrets in a stack's file, encrypted. Each goes over the standard
 * input of the CLI, since other users of the machine can see its arguments.
 *
 * @throws {CommandError} when there is no Pulumi CLI, or it refuses, which it does for a stack that
 *   isn't there
 */
export async function storeSecrets(
  io: CommandIo,
  stack: string,
  secrets: readonly ImportedSecret[],
): Promise<void> {
  for (const { path, value } of secrets) {
    const key = qualifyPath(PROJECT, path);
    const args = [
      "config",
      "set",
      "--stack",
      stack,
      "--path",
      "--secret",
      "--non-interactive",
      key,
    ];
    const { code, errors } = await run(io, args, value);
    if (code === 0) continue;
    throw new CommandError(
      `The Pulumi CLI didn't store ${formatPath(path)} in stack ${stack}: ${errors.replace(/^error: /, "").trim()}`,
    );
  }
}

/** Makes sure that the stack is there before anything is written. */
export async function requireStack(io: CommandIo, stack: string): Promise<void> {
  const { code, errors } = await run(
    io,
    ["config", "--stack", stack, "--json", "--non-interactive"],
    "",
  );
  if (code === 0) return;
  const said = errors.replace(/^error: /, "").trim();
  throw new CommandError(
    `The Pulumi CLI can't open stack ${stack}: ${said}. Create one with: pulumi stack init ${stack}`,
  );
}

function run(
  io: CommandIo,
  args: readonly string[],
  input: string,
): Promise<{ readonly code: number | null; readonly errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, {
      cwd: io.cwd,
      env: { ...io.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      stdio: ["pipe", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    // A CLI that ends before it reads says why on its error stream.
    child.stdin.on("error", () => undefined);
    child.on("error", (cause) => {
      reject(
        new CommandError(
          "The Pulumi CLI wasn't found. Install 3.230 or later and put it on PATH, or leave --stack out, which needs no CLI.",
          { cause },
        ),
      );
    });
    child.on("close", (code) => {
      resolve({ code, errors });
    });
    child.stdin.end(input);
  });
}
