import { pulumiCommands } from "../../config/commands";
import { firstOf } from "../../messages/first-of";
import type { ImportedRelease } from "./import-values";
import type { Outcome } from "../note";
import type { OutcomeRow, OutcomeTable } from "../outcome-row";

const COLORS: Readonly<Record<Outcome, OutcomeRow["color"]>> = {
  lost: "red",
  unknown: "red",
  changed: "yellow",
  unused: "grey",
  obsolete: "grey",
};

/** How many notes are printed; a release with more is not one that somebody reads. */
const MOST = 500;

/** Whether something that the release has would be missing. */
export function hasLoss({ notes, problems }: ImportedRelease): boolean {
  return (
    problems.length > 0 || notes.some(({ outcome }) => outcome === "lost" || outcome === "unknown")
  );
}

/** What a person must know of an import and do about it. */
export function importReport(
  project: string,
  release: ImportedRelease,
  table: OutcomeTable,
  stored: boolean,
): string {
  const { notes, problems, secrets } = release;
  const parts: string[] = [];
  if (notes.length > 0) {
    const shown = notes.slice(0, MOST);
    const rows = shown.map(({ key, outcome, reason }) => ({
      outcome,
      color: COLORS[outcome],
      subject: key,
      reason,
    }));
    const others = notes.length - shown.length;
    const more = others > 0 ? `… and ${others} more; --json has all of them\n` : "";
    parts.push(`Not carried over unchanged:\n\n${table(rows)}${more}`);
  }
  if (secrets.length > 0 && !stored) {
    const { secret } = pulumiCommands(project);
    const commands = secrets.map(({ path, from }) => `${secret(path)} # ${from}`);
    parts.push(
      `Each of these commands asks for a secret; its key in the values is after the #. With --stack NAME, the import stores them all:\n\n${commands.join("\n")}\n`,
    );
  }
  if (problems.length > 0) {
    const lines = problems.map(
      ({ path, message }) => `  ${path}\n    ${message.replaceAll("\n", "\n    ")}`,
    );
    parts.push(`Fix these before you use the config:\n\n${firstOf(lines).join("\n\n")}\n`);
  }
  return parts.join("\n");
}
