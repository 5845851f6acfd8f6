import { isIP } from "node:net";

import { InvalidArgumentError } from "commander";

import type { CommandContext } from "../command-context";
import { UsageError } from "../errors";
import { readOptionFile } from "../read-text";

/** The options of `doctor`. */
export interface DoctorOptions {
  readonly resolve?: readonly string[];
  readonly ca?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly database: boolean;
  readonly loginUser?: string;
  readonly loginPasswordFile?: string;
  readonly bundle?: string;
  readonly timeLimit: number;
  readonly all: boolean;
}

/** The variable that holds the test user's password. */
export const LOGIN_PASSWORD = "CONTROL_PLANE_LOGIN_PASSWORD";

/**
 * The test user that the options name.
 *
 * @throws {UsageError} when there is no password
 */
export async function testUser(
  { io }: CommandContext,
  { loginUser, loginPasswordFile }: DoctorOptions,
): Promise<{ email: string; password: string } | undefined> {
  if (loginUser === undefined) return undefined;
  const text =
    loginPasswordFile === undefined
      ? io.env[LOGIN_PASSWORD]
      : loginPasswordFile === "-"
        ? await io.readInput()
        : readOptionFile(io.cwd, loginPasswordFile, "--login-password-file");
  // An editor or echo ends the file with a line break, which no password has.
  const password = text?.replace(/\r?\n$/, "");
  if (password === undefined || password === "") {
    throw new UsageError(
      `The password of ${loginUser} is missing: set ${LOGIN_PASSWORD}, or use --login-password-file FILE (- is standard input).`,
    );
  }
  return { email: loginUser, password };
}

/** The addresses that `--resolve` gives to hosts. */
export function parseAddresses(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [host = "", address = ""] = text.split("=");
      if (host === "" || isIP(address) === 0) {
        throw new UsageError(`--resolve is "${text}"; it must be HOST=IP-ADDRESS.`);
      }
      return [host, address];
    }),
  );
}

/** Seconds as a number, 1 to 600. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds < 1 || seconds > 600) {
    throw new InvalidArgumentError("It must be 1 to 600 seconds.");
  }
  return seconds;
}
