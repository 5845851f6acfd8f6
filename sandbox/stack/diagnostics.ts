import type { EngineEvent } from "@pulumi/pulumi/automation";

import { describeResource } from "./progress";

/** What the engine complained about. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** The resource's URN, when it is about one. */
  readonly urn?: string;
  readonly message: string;
  /** How many more resources it is about, word for word. */
  readonly others: number;
}

// Said by the engine beside the cause itself.
const NOISE = [
  /^update failed$/,
  /^preview failed$/,
  /^update cancelled$/i,
  /^(one|some) or more errors occurred/i,
  /^an unhandled error occurred: program exited with non-zero exit code/i,
  /^failed to register new resource .*: 2 UNKNOWN:/,
  /^resource monitor shut down while waiting/,
  /^rpc error: code = Canceled/,
];

// Said at every start with local stand-ins, and known.
const QUIET_WARNINGS = [/PULUMI_DEBUG_PROVIDERS/i, /debug provider/i, /using .* from \$PATH/i];

/** The diagnostics of an operation, each once, without colours, stack traces and noise. */
export class DiagnosticCollector {
  readonly #found = new Map<string, Diagnostic>();

  /** Adds an event; answers the diagnostic when it is a new one. */
  add(event: EngineEvent): Diagnostic | undefined {
    const raw = event.diagnosticEvent;
    if (raw === undefined || raw.ephemeral === true) return undefined;
    if (raw.severity !== "error" && raw.severity !== "warning") return undefined;
    const message = cleanMessage(raw.message);
    if (message === "" || NOISE.some((noise) => noise.test(message))) return undefined;
    if (raw.severity === "warning" && QUIET_WARNINGS.some((quiet) => quiet.test(message))) {
      return undefined;
    }
    const key = `${raw.severity} ${message}`;
    const known = this.#found.get(key);
    if (known !== undefined) {
      // The engine repeats itself for the same resource, which is no news at all.
      if (known.urn !== raw.urn) this.#found.set(key, { ...known, others: known.others + 1 });
      return undefined;
    }
    const urn = raw.urn ? { urn: raw.urn } : {};
    const diagnostic: Diagnostic = { severity: raw.severity, message, others: 0, ...urn };
    this.#found.set(key, diagnostic);
    return diagnostic;
  }

  get errors(): readonly Diagnostic[] {
    return [...this.#found.values()].filter(({ severity }) => severity === "error");
  }
}

/** A diagnostic as one text for a person. */
export function diagnosticText(diagnostic: Diagnostic): string {
  const isRoot = diagnostic.urn === undefined || diagnostic.urn.includes("pulumi:pulumi:Stack::");
  if (isRoot) return diagnostic.message;
  const others = diagnostic.others === 0 ? "" : ` and ${diagnostic.others} more`;
  return `${describeResource(diagnostic.urn)}${others}: ${diagnostic.message}`;
}

/** A message without the engine's markup, its prefixes and stack traces. */
export function cleanMessage(message: string): string {
  return message
    .replace(/<\{%[^%]*%\}>/g, "")
    .replace(/\r/g, "")
    .split("\n")
    .filter((line) => !/^\s+at .*(:\d+|\)|<anonymous>)$/.test(line))
    .join("\n")
    .trim()
    .replace(/^error: /, "")
    .replace(/^Unhandled exception: /, "")
    .replace(/^(?:\w*Error: )/, "")
    .replace(/^\d+ error(s)? occurred:\s*\*\s*/, "")
    .replace(/^(creating|updating|deleting) urn:\S+: /, "")
    .replace(/^\d+ error(s)? occurred:\s*\*\s*/, "")
    .trim();
}
