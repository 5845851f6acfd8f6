import type { SeedPlan } from "./plan-types";
import { byKind, type ByKind } from "./rows";
import { hasChanges, summarize } from "./summary";
import { fieldOf } from "./kinds";

/** What happens to one table, by names alone: no value is in it, so no secret can be. */
export interface KindDocument {
  readonly create: readonly string[];
  readonly update: readonly { readonly name: string; readonly fields: readonly string[] }[];
  readonly delete: readonly string[];
  /** Rows that stay though their entry is gone. */
  readonly kept: readonly { readonly name: string; readonly reason: string }[];
  readonly unchanged: number;
}

/** A plan for scripts. */
export interface PlanDocument {
  readonly changes: boolean;
  readonly summary: string;
  /** What the database has no place for, and what one may not expect. */
  readonly warnings: readonly string[];
  readonly kinds: Readonly<ByKind<KindDocument>>;
}

/** The plan as `--json` prints it. */
export function planDocument(plan: SeedPlan): PlanDocument {
  return {
    changes: hasChanges(plan),
    summary: summarize(plan),
    warnings: plan.warnings,
    kinds: byKind((kind) => {
      const { creates, updates, deletes, kept, unchanged } = plan.kinds[kind];
      return {
        create: creates.map(({ row }) => row.label),
        update: updates.map(({ row, changes }) => ({
          name: row.label,
          fields: [...new Set(Object.keys(changes).map((column) => fieldOf(kind, column)))],
        })),
        delete: deletes.map(({ label }) => label),
        kept: kept.map(({ label, reason }) => ({ name: label, reason })),
        unchanged,
      };
    }),
  };
}
