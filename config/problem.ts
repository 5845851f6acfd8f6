import { firstOf } from "../messages/first-of";
import { qualifyPath, type Path } from "./path";

/** One thing that is wrong with the stack config. */
export interface Problem {
  /** Where, e.g. `formance-control-plane:database.admin.password`. */
  readonly path: string;
  /** What is wrong and the fix, in words that continue the path; never a value. */
  readonly message: string;
  /** The shared file that holds the value, when it isn't the stack's own. */
  readonly file?: string;
  /** The line of the value in its file, or of the nearest one above it. */
  readonly line?: number;
}

/** Everything that is wrong with a stack's config. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(
    readonly problems: readonly Problem[],
    readonly stackFile?: string,
  ) {
    super(layOut("The stack config has", problems, stackFile));
  }
}

/** All problems with their paths, below one sentence. */
export function layOut(
  subject: string,
  problems: readonly Problem[],
  stackFile: string | undefined,
): string {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  const where = stackFile === undefined ? "" : ` (${stackFile})`;
  const blocks = problems.map(({ path, message, file, line }) => {
    const name = file ?? (line === undefined ? undefined : stackFile);
    const place = line === undefined ? name : `${name}:${line}`;
    const source = name === undefined ? "" : `  (${place})`;
    const lines = message.split("\n").map((line) => `    ${line}`);
    return `  ${path}${source}\n${lines.join("\n")}`;
  });
  return `${subject} ${count}${where}:\n\n${firstOf(blocks).join("\n\n")}\n`;
}

/** A problem before its path is written out. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** The shared file that it was found in, if the path doesn't tell. */
  readonly file?: string;
  /** Its line, if the path doesn't tell. */
  readonly line?: number;
  /** What it is called, where that isn't the path in the project's namespace. */
  readonly name?: string;
}

/** The file and the line of a value. */
export type Place = Pick<Problem, "file" | "line">;

/** Problems in the order of their paths, list positions by number, each once. */
export function toProblems(
  project: string,
  findings: readonly Finding[],
  placeOf: (finding: Finding) => Place,
): Problem[] {
  const order = new Intl.Collator("en", { numeric: true });
  const problems = findings.map((finding): Problem => {
    const { path, message, name = qualifyPath(project, path) } = finding;
    const place = placeOf(finding);
    const { file = place.file, line = place.line } = finding;
    return {
      path: name,
      message,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
    };
  });
  const distinct = new Map(
    problems.map((problem) => [[problem.path, problem.message, problem.file].join("\n"), problem]),
  );
  return [...distinct.values()].sort(
    (left, right) =>
      order.compare(left.path, right.path) || order.compare(left.message, right.message),
  );
}
