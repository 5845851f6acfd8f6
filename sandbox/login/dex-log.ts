/** A line of Dex's log. */
interface LogLine {
  readonly time?: string;
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
      failures[id] = failureText(err ?? "it couldn't be opened");
    }
  }
  return failures;
}

/** What went wrong at an address, in the words of Go's libraries, and in ours. */
const CAUSES: readonly (readonly [RegExp, (address: URL, found: string) => string])[] = [
  [/connection refused$/, ({ href }) => `nothing listens at ${href}`],
  [/no such host$/, ({ hostname }) => `the host name ${hostname} doesn't resolve`],
  [
    /x509: (.*)$/,
    ({ hostname }, found) => `the certificate of ${hostname} isn't trusted (${found})`,
  ],
  [
    /(?:i\/o timeout|deadline exceeded|Client\.Timeout.*)$/,
    ({ href }) => `${href} doesn't answer in time`,
  ],
];

/** Go reports a chain of causes, from what Dex did to what the system said; unknown ones stay. */
function failureText(error: string): string {
  const text = error.replace(/^failed to open connector:? */i, "").trim();
  const [, issuer, named] =
    /issuer did not match .*expected "([^"]*)" got "([^"]*)"/.exec(text) ?? [];
  if (issuer !== undefined)
    return `the provider at ${issuer} says that its issuer is ${named ?? ""}`;
  const [, address = ""] = /\bGet "([^"]+)"/.exec(text) ?? [];
  if (!URL.canParse(address)) return text;
  for (const [pattern, textOf] of CAUSES) {
    const found = pattern.exec(text);
    if (found !== null) return textOf(new URL(address), found[1] ?? "");
  }
  return text;
}

/** The last warnings and errors, one a line. */
export function troubles(log: string): string[] {
  const lines = log.split("\n").flatMap((line) => {
    const { time, level, msg, err, id } = parseLine(line);
    if (!SERIOUS.includes((level ?? "").toLowerCase()) || msg === undefined) return [];
    const said = [msg, id, err].filter((part) => part !== undefined).join(": ");
    return [time === undefined ? said : `${clockTime(time)} ${said}`];
  });
  return lines.slice(-SHOWN);
}

/** `2026-11-29 07:58:28`, as this machine's clock shows it; other forms stay. */
function clockTime(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19).replace("T", " ");
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
    return {
      time: field("time"),
      level: field("level"),
      msg: field("msg"),
      err: field("err"),
      id: field("id"),
    };
  }
}
