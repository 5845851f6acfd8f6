import { qualifyPath, type Path } from "./path";

/** One thing that is wrong with the stack config. */
export interface Problem {
  /** Where, e.g. `formance-control-plane:database.admin.password`. */
  readonly path: string;
  /** What is wrong and the fix, in words that continue the path; never a value. */
  readonly message: string;
  /** The shared file that holds the value, when it isn't the stack's own. */
  readonly file?: string;
}

/** Everything that is wrong with a stack's config. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(
    readonly problems: readonly Problem[],
    readonly stackFile?: string,
  ) {
    super(layOut(problems, stackFile));
  }
}

function layOut(problems: readonly Problem[], stackFile: string | undefined): string {
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  const where = stackFile === undefined ? "" : ` (${stackFile})`;
  const blocks = problems.map(({ path, message, file }) => {
    const source = file === undefined ? "" : `  (in ${file})`;
    const lines = message.split("\n").map((line) => `    ${line}`);
    return `  ${path}${source}\n${lines.join("\n")}`;
  });
  return `The stack config has ${count}${where}:\n\n${blocks.join("\n\n")}\n`;
}

/** A problem before its path is written out. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** The shared file that it was found in, if the path doesn't tell. */
  readonly file?: string;
}

/** Problems in the order of their paths, list positions by number, each once. */
export function toProblems(
  project: string,
  findings: readonly Finding[],
  fileOf: (path: Path) => string | undefined,
): Problem[] {
  const order = new Intl.Collator("en", { numeric: true });
  const problems = findings.map((finding): Problem => {
    const { path, message } = finding;
    const file = finding.file ?? fileOf(path);
    return { path: qualifyPath(project, path), message, ...(file === undefined ? {} : { file }) };
  });
  const distinct = new Map(
    problems.map((problem) => [`${problem.path}\n${problem.message}`, problem]),
  );
  return [...distinct.values()].sort(
    (left, right) =>
      order.compare(left.path, right.path) || order.compare(left.message, right.message),
  );
}
