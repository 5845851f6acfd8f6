import { type SeedProgress, stepText } from "../../seed/progress";
import type { CommandContext } from "../command-context";

/** Characters of the bar. */
const WIDTH = 24;

/** A run that is shorter shows nothing, in milliseconds. */
const QUIET = 400;

/** Back to the line's start, and its rest away. */
const CLEAR = "\r\u001b[K";

/**
 * Runs work and shows, on one line of the error stream that goes in the end, what it does and how
 * far it is. Shows nothing without a terminal, with `--json`, and where it doesn't take long.
 */
export async function withProgress<T>(
  { io, options }: Pick<CommandContext, "io" | "options">,
  work: (progress: SeedProgress) => Promise<T>,
  now: () => number = Date.now,
): Promise<T> {
  if (!io.interactive || options.json) return work(() => undefined);
  const began = now();
  const on = { line: "", shown: false };
  const show = (): void => {
    if (on.line === "" || now() - began < QUIET) return;
    on.shown = true;
    io.err(`${CLEAR}${on.line}`.slice(0, io.columns + CLEAR.length - 1));
  };
  // A step that itself takes long is shown too.
  const timer = setTimeout(show, QUIET + 1);
  try {
    return await work((step) => {
      const part = step.step === "write" ? step.done / step.total : step.step === "commit" ? 1 : 0;
      const full = Math.round(part * WIDTH);
      on.line = `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${stepText(step)}`;
      show();
    });
  } finally {
    clearTimeout(timer);
    if (on.shown) io.err(CLEAR);
  }
}
