import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Project } from "./project";

/** How a command ended that was to be killed in the middle. */
export interface Interruption {
  /** Lines that matched until then. */
  readonly seen: number;
  readonly wasKilled: boolean;
  readonly output: string;
}

/** Runs a command, and kills it without warning once it has printed so many lines like this one. */
export async function killAfter(
  { folder, env }: Project,
  line: string,
  pattern: RegExp,
  count: number,
): Promise<Interruption> {
  const [command = "", ...args] = line.split(" ");
  const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const printed: string[] = [];
  let seen = 0;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => {
      printed.push(text);
      if (pattern.test(text)) seen += 1;
      if (seen === count) child.kill("SIGKILL");
    });
  }
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  console.log(`$ ${line} # ${signal ?? "ended"} after ${seen}`);
  return { seen, wasKilled: signal !== null, output: printed.join("\n") };
}
