import type { Current } from "./load";
import type { Owned, SeedPlan } from "./plan-types";
import { keyOf } from "./kinds";
import { byKind, type ByKind, type Kind } from "./rows";

/** What the seed owns after a run: what it owned and is still there, and what it created. */
export function nextOwned(
  owned: Owned,
  current: Current,
  plan: SeedPlan,
  created: ByKind<readonly string[]>,
  deletable: ReadonlyMap<string, boolean>,
): Owned {
  const next = byKind((kind) => {
    const still = stillOwned(kind, owned, current, plan);
    const all = [...still, ...created[kind]].sort();
    // A row of an attempt whose outcome was uncertain can be on both lists.
    const isRepeated = (key: string, index: number): boolean => key === all[index - 1];
    return all.some(isRepeated) ? all.filter((key, index) => !isRepeated(key, index)) : all;
  });
  const before = new Set(owned.deletableStacks);
  const deletableStacks = next.stacks.filter((key) => deletable.get(key) ?? before.has(key));
  return { ...next, deletableStacks };
}

function stillOwned(kind: Kind, owned: Owned, current: Current, plan: SeedPlan): string[] {
  if (owned[kind].length === 0) return [];
  const present = new Set(current[kind].map(({ values }) => keyOf(kind, values)));
  const deleted = new Set(plan.kinds[kind].deletes.map(({ key }) => keyOf(kind, key)));
  return owned[kind].filter((key) => present.has(key) && !deleted.has(key));
}

/** Created keys of an attempt whose commit may or may not have happened, as far as they exist. */
export function confirmCreated(
  created: ByKind<readonly string[]>,
  uncertain: ByKind<readonly string[]> | undefined,
  current: Current,
): ByKind<readonly string[]> {
  if (uncertain === undefined) return created;
  return byKind((kind) => {
    const present = new Set(current[kind].map(({ values }) => keyOf(kind, values)));
    return [...created[kind], ...uncertain[kind].filter((key) => present.has(key))];
  });
}

/** A stored value as ownership; anything else as none. */
export function parseOwned(value: unknown): Owned {
  const lists = new Map(
    typeof value === "object" && value !== null ? Object.entries(value) : undefined,
  );
  const list = (name: string): string[] => {
    const found: unknown = lists.get(name);
    return Array.isArray(found) ? found.filter((key) => typeof key === "string") : [];
  };
  return { ...byKind(list), deletableStacks: list("deletableStacks") };
}
