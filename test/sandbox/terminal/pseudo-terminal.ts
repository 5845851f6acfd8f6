import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";

import { findOnPath } from "../../../workspace/engine/from-path";

const LIMIT = 240_000;

/** A program in a terminal of its own. */
export interface PseudoTerminal {
  /** Everything that was shown until now, without control sequences. */
  shown(): string;
  /** The same with them. */
  written(): string;
  /** Waits until something is shown. */
  sees(pattern: RegExp): Promise<void>;
  /** Presses keys. */
  press(keys: string): void;
  /** Closes the window. */
  close(): void;
  /** Waits for the end of the program, and answers its exit status. */
  ended(): Promise<number | null>;
}

export const CTRL_C = "\u0003";

/** Opens a terminal of so many columns, with util-linux's `script`, and runs a program in it. */
export function openTerminal(
  command: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly columns?: number },
): PseudoTerminal {
  const script = findOnPath("script");
  if (script === undefined) {
    throw new Error("There is no script on PATH. Install util-linux (Debian: bsdutils).");
  }
  const quoted = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
  const line = `stty cols ${options.columns ?? 80} rows 40; exec ${quoted}`;
  const child = spawn(script, ["-qefc", line, "/dev/null"], {
    cwd: options.cwd,
    // A person's terminal has no CI, which would turn the animation off.
    env: { ...options.env, TERM: "xterm", SHELL: "/bin/sh", CI: undefined },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const end = once(child, "exit");
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stdin.on("error", () => undefined);
  const shown = () => stripVTControlCharacters(output);
  return {
    shown,
    written: () => output,
    async sees(pattern) {
      const limit = Date.now() + LIMIT;
      while (!pattern.test(shown())) {
        if (child.exitCode !== null || Date.now() > limit) {
          throw new Error(`${pattern.source} isn't shown:\n${shown()}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    press: (keys) => void child.stdin.write(keys),
    close: () => void child.kill("SIGKILL"),
    async ended() {
      const [code] = (await end) as [number | null];
      return code;
    },
  };
}
