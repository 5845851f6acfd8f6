import { entriesOf, field } from "../release/field";
import type { FoundObject } from "../release/live-objects";
import { titleOf } from "../release/object-id";
import type { Decision } from "./decision";
import { referencesIn } from "./references";

/** Keeps with what is kept what it needs, and what that needs. */
export function withNeeded(decisions: readonly Decision[]): Decision[] {
  const all = [...decisions];
  const kept = all.filter(({ outcome }) => outcome === "kept");
  // It grows while it is gone through.
  for (const object of kept) {
    for (const [index, other] of all.entries()) {
      const reason = other.outcome === "delete" ? reasonFor(other, object) : undefined;
      if (reason === undefined) continue;
      const needed: Decision = { ...other, outcome: "kept", reason };
      all[index] = needed;
      kept.push(needed);
    }
  }
  return all;
}

/** Why an object that is kept needs the other one; nothing where it doesn't. */
function reasonFor(other: FoundObject, kept: FoundObject): string | undefined {
  const title = titleOf(kept);
  const owners = kept.live?.metadata?.ownerReferences ?? [];
  if (referencesIn(kept.live).map(titleOf).includes(titleOf(other))) {
    return `the kept ${title} refers to it`;
  }
  if (owners.some(({ uid }) => uid === other.live?.metadata?.uid)) {
    return `it owns the kept ${title}, which would be deleted with it`;
  }
  if (isBehind(kept, other)) return `its pods answer behind the kept ${title}`;
  if (subjectsOf(other).includes(title)) return `it gives rights to the kept ${title}`;
  const component = podsOf(kept) === undefined ? undefined : componentOf(kept);
  if (component !== undefined && component === componentOf(other)) {
    return `it belongs to the kept ${title}`;
  }
  return undefined;
}

function podsOf({ live }: FoundObject): unknown {
  return field(live, "spec.template");
}

function isBehind({ kind, live }: FoundObject, workload: FoundObject): boolean {
  const selector = [...entriesOf(field(live, "spec.selector"))];
  if (kind !== "Service" || selector.length === 0) return false;
  const labels = entriesOf(field(podsOf(workload), "metadata.labels"));
  return selector.every(([label, value]) => labels.get(label) === value);
}

/** The titles of those that a binding gives rights to. */
function subjectsOf({ live }: FoundObject): string[] {
  return [...entriesOf(field(live, "subjects")).values()].map((subject) => {
    const { kind, name } = Object.fromEntries(entriesOf(subject));
    return titleOf({ kind: String(kind), name: String(name) });
  });
}

/** The part of a release that an object is of, by the labels that charts set. */
function componentOf({ live }: FoundObject): string | undefined {
  const labels = live?.metadata?.labels ?? {};
  const [name, instance] = [labels["app.kubernetes.io/name"], labels["app.kubernetes.io/instance"]];
  return name === undefined || instance === undefined ? undefined : `${name}|${instance}`;
}
