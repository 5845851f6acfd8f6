import { printable } from "../messages/printable";
import type { KindPlan, SeedPlan } from "./plan-types";
import { type Kind, kinds } from "./rows";
import { fieldOf, noun } from "./kinds";

/** How many names of each kind of change are shown. */
const namesShown = 3;

/** Whether a plan writes anything. */
export function hasChanges(plan: SeedPlan): boolean {
  return kinds.some((kind) => {
    const { creates, updates, deletes } = plan.kinds[kind];
    return creates.length + updates.length + deletes.length > 0;
  });
}

/**
 * The plan in one line, such as `+3 users (alice@example.com, …), ~1 region (eu-1: baseUrl), 9,996
 * unchanged`. Values are never shown, so no secret can be.
 */
export function summarize(plan: SeedPlan): string {
  const unchanged = kinds.reduce((sum, kind) => sum + plan.kinds[kind].unchanged, 0);
  const changes = describeChanges(plan);
  return [...changes, `${count(unchanged)} unchanged`].join(", ");
}

/** The changes alone; empty when there are none. */
export function describeChanges(plan: SeedPlan): string[] {
  return kinds.flatMap((kind) => describeKind(kind, plan.kinds[kind]));
}

function describeKind(kind: Kind, plan: KindPlan): string[] {
  function part<T>(
    sign: string,
    items: readonly T[],
    textOf: (item: T) => string,
    note = "",
  ): string[] {
    if (items.length === 0) return [];
    const shown = items.slice(0, namesShown).map(textOf);
    const rest = items.length - shown.length;
    const names = [...shown, ...(rest > 0 ? [`and ${count(rest)} more`] : [])].join(", ");
    return [`${sign}${count(items.length)} ${noun(kind, items.length)}${note} (${names})`];
  }
  const kept = " kept without an entry";
  return [
    ...part("+", plan.creates, ({ row }) => printable(row.label)),
    ...part("~", plan.updates, ({ row, changes }) => {
      const fields = Object.keys(changes).map((column) => fieldOf(kind, column));
      return `${printable(row.label)}: ${[...new Set(fields)].join(" ")}`;
    }),
    ...part("-", plan.deletes, ({ label }) => printable(label)),
    ...part("", plan.kept, (row) => `${printable(row.label)}: ${printable(row.reason)}`, kept),
  ];
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
