import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The kernel's unit of a process's CPU time in `/proc`. */
const TICKS_PER_SECOND = 100;

/**
 * CPU seconds of each process of a session, by what it is; sampled, so the last moments are missing.
 * Only Linux tells of them.
 */
export class ProcessCosts {
  readonly #session: number;
  readonly #others = new Set<string>();
  readonly #own = new Map<string, { name: string; cpu: number }>();

  constructor(session: number) {
    this.#session = session;
  }

  /** Looks at the processes of the moment. */
  sample(): void {
    if (!existsSync("/proc/self/stat")) return;
    for (const pid of readdirSync("/proc")) {
      if (this.#others.has(pid) || !/^\d+$/.test(pid)) continue;
      const stat = read(`/proc/${pid}/stat`);
      // The command's name stands in brackets, and may hold spaces.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (fields[3] !== String(this.#session)) {
        if (stat !== "") this.#others.add(pid);
        continue;
      }
      const name = nameOf(read(`/proc/${pid}/cmdline`).split("\0"));
      const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
      // A process that has just ended has no command line.
      this.#own.set(pid, { name: name ?? this.#own.get(pid)?.name ?? "other", cpu });
    }
  }

  /** Sums by name. */
  totals(): Record<string, number> {
    const totals: Record<string, number> = {};
    for (const { name, cpu } of this.#own.values()) totals[name] = (totals[name] ?? 0) + cpu;
    return totals;
  }
}

function nameOf([program = "", ...args]: readonly string[]): string | undefined {
  if (program === "") return undefined;
  const base = path.basename(program);
  if (base === "pulumi") return "CLI and engine";
  if (base.startsWith("pulumi-language-")) return "language host";
  if (base !== "node") return "other";
  if (args.some((arg) => /@pulumi[\\/]pulumi[\\/]cmd[\\/]run/.test(arg))) return "program";
  return args.includes("dynamic-provider") ? "dynamic provider" : "other";
}

/** Nothing when the process is gone. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
