import { secretCommand } from "../../config/path";
import type { ImportedRelease } from "../../moving-from-helm/values/import-values";
import type { ImportNote, Outcome } from "../../moving-from-helm/values/note";
import type { CommandIo } from "../io";
import { plainTable, tableText } from "../plain-table";
import { PROJECT } from "../stack";

const COLORS: Readonly<Record<Outcome, number>> = {
  lost: 31,
  unknown: 31,
  changed: 33,
  unused: 90,
  obsolete: 90,
};

/** Whether something that the release has would be missing. */
export function hasLoss({ notes, problems }: ImportedRelease): boolean {
  return (
    problems.length > 0 || notes.some(({ outcome }) => outcome === "lost" || outcome === "unknown")
  );
}

/** What a person must know of an import and do about it. */
export function importReport(
  release: ImportedRelease,
  io: Pick<CommandIo, "columns" | "color">,
  stored: boolean,
): string {
  const { notes, problems, secrets } = release;
  const parts: string[] = [];
  if (notes.length > 0) parts.push(`Not simply carried over:\n\n${notesTable(notes, io)}`);
  if (secrets.length > 0 && !stored) {
    const commands = secrets.map(({ path, from }) => `${secretCommand(PROJECT, path)} # ${from}`);
    parts.push(
      `Each of these commands asks for a secret, after # the key of the values that has it. With --stack NAME they are stored at once:\n\n${commands.join("\n")}\n`,
    );
  }
  if (problems.length > 0) {
    const lines = problems.map(
      ({ path, message }) => `  ${path}\n    ${message.replaceAll("\n", "\n    ")}`,
    );
    parts.push(`Before the config can be used:\n\n${lines.join("\n\n")}\n`);
  }
  return parts.join("\n");
}

function notesTable(
  notes: readonly ImportNote[],
  io: Pick<CommandIo, "columns" | "color">,
): string {
  const key = Math.min(44, Math.max(...notes.map((note) => note.key.length)) + 2);
  const table = plainTable({
    colWidths: [10, key, Math.max(30, Math.min(io.columns, 140) - key - 12)],
    wordWrap: true,
  });
  for (const { key: name, outcome, reason } of notes) {
    table.push([
      io.color ? `\u001b[${COLORS[outcome]}m${outcome}\u001b[39m` : outcome,
      // A key has no spaces to break at, but dots.
      foldKey(name, key - 2),
      reason,
    ]);
  }
  return tableText(table);
}

function foldKey(name: string, width: number): string {
  const lines = [""];
  for (const part of name.split(/(?<=[. ])/)) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + part.length > width) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines.join("\n");
}
