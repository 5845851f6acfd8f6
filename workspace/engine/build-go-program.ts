import { globSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

import { waitForLock } from "../lock";
import { runCommand, type RunOptions, type RunResult } from "../run-command";
import { findOnPath } from "./from-path";
import { isWholeProgram } from "./whole-program";

/** A Go program to build from the module proxy. */
export interface GoProgram {
  /** The folder of the `go.mod` and `go.sum` that pin everything. */
  readonly moduleFolder: string;
  /** The import path of the program's main package. */
  readonly program: string;
  /** String variables to set at link time, by their full names. */
  readonly stamps: Readonly<Record<string, string>>;
  /** Variables for Go, such as `CGO_ENABLED`. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Where the binary is put, complete or not at all. */
  readonly output: string;
  /** What the program is called in progress texts. */
  readonly label: string;
  readonly onProgress: (text: string) => void;
}

/**
 * Builds a Go program once, whoever else builds it too, and again where it is cut off. `failure` says
 * why there is none.
 */
export async function buildGoProgram(program: GoProgram): Promise<{ failure?: string }> {
  if (isWholeProgram(program.output)) return {};
  if (findOnPath("go") === undefined) {
    return { failure: "there is no Go on PATH" };
  }
  mkdirSync(path.dirname(program.output), { recursive: true });
  const release = await waitForLock(`${program.output}.lock`, ({ pid }) => {
    program.onProgress(`process ${pid} is building ${program.label}; waiting for it`);
  });
  try {
    // The process that held the lock may have built it.
    return isWholeProgram(program.output) ? {} : await build(program);
  } finally {
    release();
  }
}

async function build(program: GoProgram): Promise<{ failure?: string }> {
  const options: RunOptions = {
    cwd: program.moduleFolder,
    // A person's own flags or workspace must not change what is built.
    env: { ...process.env, ...program.env, GOFLAGS: "", GOWORK: "off" },
  };
  program.onProgress(`downloading the source of ${program.label}`);
  const listed = await runCommand("go", ["list", "-deps", program.program], options);
  if (listed.code !== 0) {
    return { failure: explain("its source can't be downloaded", listed) };
  }
  const total = listed.stdout.trim().split("\n").length;

  // What killed builds left: the lock is held here.
  for (const left of globSync(`${program.output}.unfinished-*`)) rmSync(left, { force: true });
  const unfinished = `${program.output}.unfinished-${process.pid}`;
  const stamps = Object.entries(program.stamps).map(([name, value]) => `-X ${name}=${value}`);
  let compiled = 0;
  const report = () => {
    program.onProgress(
      `building ${program.label}, which takes minutes, once: ${compiled} of at most ${total} packages`,
    );
  };
  report();
  try {
    const built = await runCommand(
      "go",
      [
        "build",
        "-v",
        "-o",
        unfinished,
        "-ldflags",
        ["-s -w", ...stamps].join(" "),
        program.program,
      ],
      {
        ...options,
        onLine: (line) => {
          // With -v, Go prints the import path of each package that it compiles.
          if (/^[\w.~/-]+$/.test(line)) {
            compiled += 1;
            report();
          }
        },
      },
    );
    if (built.code !== 0) {
      return { failure: explain("the build failed", built) };
    }
    renameSync(unfinished, program.output);
    return {};
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function explain(what: string, result: RunResult): string {
  const lines = result.stderr
    .trim()
    .split("\n")
    .filter((line) => !/^[\w.~/-]+$|^go: downloading/.test(line));
  return `${what}: ${result.failure ?? lines.at(-1) ?? "go failed"}`;
}
