import { firstOf } from "../messages/first-of";
import { printable, printableLines } from "../messages/printable";

/** One thing that is wrong, and where. */
export interface SeedProblem {
  /** Path in the specification, such as `stacks[0].region`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** Whether other entries, which can be existing rows, make it a problem. */
  readonly acrossEntries?: boolean | undefined;
  /** The line of the file that it stands in, where it comes from one. */
  readonly line?: number;
}

/** A failure in words for the person who runs the seed; it never holds a secret or a password. */
export class SeedError extends Error {
  override readonly name = "SeedError";
  /** Everything that was found, when the specification is at fault. */
  readonly problems: readonly SeedProblem[];
  /** Whether the same run can succeed when it is repeated. */
  readonly retriable: boolean;

  constructor(
    message: string,
    options: {
      readonly problems?: readonly SeedProblem[];
      readonly retriable?: boolean;
      readonly cause?: unknown;
    } = {},
  ) {
    super(
      printableLines(message),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.problems = options.problems ?? [];
    this.retriable = options.retriable ?? false;
  }

  /** One error for all problems, a line each. */
  static fromProblems(problems: readonly SeedProblem[]): SeedError {
    return new SeedError(formatProblems(problems), { problems });
  }
}

/** The problems as text, a line each. */
export function formatProblems(problems: readonly SeedProblem[]): string {
  const lines = problems.map(({ path, message }) =>
    printable(path === "" ? message : `${path}: ${message}`),
  );
  const only = lines.length === 1 ? lines[0] : undefined;
  if (only !== undefined) return only;
  const shown = firstOf(lines.map((line) => `  - ${line}`));
  return `${lines.length} problems in the seed:\n${shown.join("\n")}`;
}
