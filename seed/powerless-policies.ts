import type { CatalogTable } from "./catalog";
import { keyOf } from "./kinds";
import type { Current } from "./load";
import type { SeedPlan } from "./plan-types";
import { givenText, isPending, type PlannedValue, type Value } from "./rows";
import { isBuiltIn } from "./visible-policies";

/**
 * The policies of organizations that allow nothing once a plan is carried out. What built-in ones
 * allow is the server's.
 */
export class PowerlessPolicies {
  /** Their names by id, or by key where the plan makes them. */
  readonly #names = new Map<string, string>();
  readonly #emptied = new Set<string>();

  constructor(table: CatalogTable | undefined, current: Current, { kinds }: SeedPlan) {
    if (table?.columns.has("scopes") !== true) return;
    const updates = new Map(
      kinds.policies.updates.map(({ key, changes }) => [keyOf("policies", key), changes.scopes]),
    );
    for (const { values } of current.policies) {
      const change = updates.get(keyOf("policies", values));
      const scopes = change === undefined ? values.scopes : change.to;
      if (isBuiltIn(values) || isFilled(scopes)) continue;
      this.#names.set(String(values.id), String(values.name));
      if (change !== undefined) this.#emptied.add(String(values.id));
    }
    for (const { values } of kinds.policies.creates) {
      if (isFilled(values.scopes)) continue;
      const key = keyOf("policies", values);
      this.#names.set(key, givenText(values.name as Value));
      this.#emptied.add(key);
    }
  }

  get isEmpty(): boolean {
    return this.#names.size === 0;
  }

  /** The name of a policy that allows nothing; none of one that allows something. */
  nameOf(policy: PlannedValue | undefined): string | undefined {
    return this.#names.get(keyText(policy));
  }

  /** Whether it is the plan that leaves the policy without scopes. */
  isEmptied(policy: PlannedValue | undefined): boolean {
    return this.#emptied.has(keyText(policy));
  }
}

function keyText(policy: PlannedValue | undefined): string {
  return isPending(policy) ? keyOf("policies", policy.key) : String(policy ?? "");
}

function isFilled(scopes: PlannedValue | undefined): boolean {
  return Array.isArray(scopes) && (scopes as readonly string[]).length > 0;
}
