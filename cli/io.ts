import { errorCodeText } from "../messages/errors";
import { CommandError } from "./errors";

/** The width where there is no terminal. */
const UNLIMITED = 10_000;

import { askSecret } from "../workspace/ask-secret";

/** The world around a command; tests give their own. */
export interface CommandIo {
  /** Results: what a script reads. */
  readonly out: (text: string) => void;
  /** Everything else: progress, notes, errors. */
  readonly err: (text: string) => void;
  readonly env: NodeJS.ProcessEnv;
  /** The folder with the stack files. */
  readonly cwd: string;
  /** The width of the terminal; where there is none, wide enough for any line. */
  readonly columns: number;
  /** Whether progress may move on the error stream. */
  readonly interactive: boolean;
  /** Whether results may be coloured. */
  readonly color: boolean;
  /** All of standard input; for secrets that are piped in. */
  readonly readInput: () => Promise<string>;
  /** Asks for a value that isn't shown; only where there is a terminal. */
  readonly askSecret?: ((question: string) => Promise<string>) | undefined;
  /** Opens an address in the person's web browser. */
  readonly openInBrowser: (url: string) => Promise<void>;
}

/** The world of this process. */
export function processIo(): CommandIo {
  const { stdout, stderr, stdin, env } = process;
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    env,
    cwd: process.cwd(),
    // A log or a pager must not lose the end of a line.
    columns: stdout.isTTY ? stdout.columns : UNLIMITED,
    interactive: stderr.isTTY && env.CI === undefined,
    color: stdout.isTTY && !env.NO_COLOR && env.TERM !== "dumb",
    readInput: async () => {
      const parts: Buffer[] = [];
      try {
        for await (const part of stdin) parts.push(Buffer.from(part as Uint8Array));
      } catch (error) {
        throw new CommandError(`The standard input can't be read (${errorCodeText(error)}).`, {
          cause: error,
        });
      }
      return Buffer.concat(parts).toString("utf8");
    },
    askSecret: stdin.isTTY && stderr.isTTY ? (question) => askSecret(question) : undefined,
    openInBrowser: async (url) => {
      const { default: open } = await import("open");
      await open(url);
    },
  };
}
