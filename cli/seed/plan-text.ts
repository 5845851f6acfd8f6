import type { PlanDocument } from "../../seed/plan-document";
import { noun } from "../../seed/kinds";
import { kinds } from "../../seed/rows";
import { printable } from "../../messages/printable";

/** Names that are shown of each kind of change: a seed may have ten thousand. */
const NAMES_SHOWN = 20;

const GREEN = 32;
const YELLOW = 33;
const RED = 31;
const GREY = 90;

/** A plan for people: a line for each change, and the counts; `done` once it is carried out. */
export function planText(plan: PlanDocument, color: boolean, done = false): string {
  const paint = (text: string, code: number): string =>
    color ? `\u001b[${code}m${text}\u001b[39m` : text;
  const lines = kinds.flatMap((kind) => {
    const one = noun(kind, 1);
    const part = (sign: string, code: number, names: readonly string[]): string[] => {
      const shown = names
        .slice(0, NAMES_SHOWN)
        .map((name) => paint(`${sign} ${one} ${printable(name)}`, code));
      const rest = names.length - shown.length;
      const more = `${sign} and ${rest.toLocaleString("en-US")} more ${noun(kind, rest)}`;
      return rest === 0 ? shown : [...shown, paint(more, code)];
    };
    const { create, update, delete: removed, kept } = plan.kinds[kind];
    return [
      ...part("+", GREEN, create),
      ...part(
        "~",
        YELLOW,
        update.map(({ name, fields }) => `${name}: ${fields.join(", ")}`),
      ),
      ...part("-", RED, removed),
      ...part(
        "=",
        GREY,
        kept.map(({ name, reason }) => `${name}: kept, ${reason}`),
      ),
    ];
  });
  const sum = (count: (of: PlanDocument["kinds"]["users"]) => number): string =>
    kinds.reduce((total, kind) => total + count(plan.kinds[kind]), 0).toLocaleString("en-US");
  const counts = [
    `${sum(({ create }) => create.length)} ${done ? "created" : "to create"}`,
    `${sum(({ update }) => update.length)} ${done ? "updated" : "to update"}`,
    `${sum((of) => of.delete.length)} ${done ? "deleted" : "to delete"}`,
    `${sum(({ unchanged }) => unchanged)} unchanged`,
  ].join(", ");
  const title = plan.changes ? (done ? "Done" : "Plan") : "Nothing to do";
  return `${[...lines, ...(lines.length > 0 ? [""] : []), `${title}: ${counts}.`].join("\n")}\n`;
}
