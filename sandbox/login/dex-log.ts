/** A line of Dex's log. */
interface LogLine {
  readonly level?: string;
  readonly msg?: string;
  readonly err?: string;
  readonly id?: string;
}

const SHOWN = 20;
const SERIOUS = ["warn", "warning", "error"];

/** Why Dex could not open a connector, by its id. */
export function connectorFailures(log: string): Record<string, string> {
  const failures: Record<string, string> = {};
  for (const line of log.split("\n")) {
    const { msg, id, err } = parseLine(line);
    if (msg?.includes("Failed to open connector") && id !== undefined) {
      failures[id] = (err ?? "it could not be opened").replace(
        /^failed to open connector:? */i,
        "",
      );
    }
  }
  return failures;
}

/** The last warnings and errors, one a line. */
export function troubles(log: string): string[] {
  const lines = log.split("\n").flatMap((line) => {
    const { level, msg, err, id } = parseLine(line);
    if (!SERIOUS.includes((level ?? "").toLowerCase()) || msg === undefined) return [];
    return [[msg, id, err].filter((part) => part !== undefined).join(": ")];
  });
  return lines.slice(-SHOWN);
}

/** Dex writes JSON, unless its configuration says otherwise. */
function parseLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    const field = (name: string) =>
      new RegExp(`\\b${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|(\\S+))`)
        .exec(line)
        ?.slice(1)
        .find(Boolean);
    return { level: field("level"), msg: field("msg"), err: field("err"), id: field("id") };
  }
}
