import type { CatalogTable } from "./catalog";
import { keyOf } from "./kinds";
import type { Current } from "./load";
import type { SeedPlan } from "./plan-types";
import type { Desired } from "./resolve";
import {
  fieldPath,
  type Given,
  givenText,
  isPending,
  isReference,
  type PlannedValue,
  type Value,
} from "./rows";
import { isBuiltIn } from "./visible-policies";

/** The policies that allow nothing once a plan is carried out. */
export class PowerlessPolicies {
  /** Their names by id, or by key where the plan makes them. */
  readonly #names = new Map<string, string>();
  readonly #emptied = new Set<string>();
  readonly #drifted = new Set<string>();
  readonly #builtIn = new Set<string>();

  constructor(
    table: CatalogTable | undefined,
    desired: Desired,
    current: Current,
    { kinds, ids, problems }: SeedPlan,
  ) {
    if (table?.columns.has("scopes") !== true) return;
    const refused = new Set(problems.map(({ path }) => path));
    const given = new Set(
      desired.policies.flatMap(({ given: { organization_id: organization, name, scopes } }) =>
        isReference(organization) && isFilled(scopes)
          ? [`${ids.organizations[organization.index] ?? ""}/${givenText(name)}`]
          : [],
      ),
    );
    const updates = new Map(
      kinds.policies.updates.map(({ key, changes }) => [keyOf("policies", key), changes.scopes]),
    );
    // Where no built-in policy has scopes, the server keeps them elsewhere.
    const builtInsHaveScopes = current.policies.some(
      ({ values }) => isBuiltIn(values) && isFilled(values.scopes),
    );
    for (const { values } of current.policies) {
      if (isBuiltIn(values) && !builtInsHaveScopes) continue;
      const change = updates.get(keyOf("policies", values));
      const scopes = change === undefined ? values.scopes : change.to;
      if (isFilled(scopes)) continue;
      this.#names.set(String(values.id), String(values.name));
      if (isBuiltIn(values)) this.#builtIn.add(String(values.id));
      if (change !== undefined) this.#emptied.add(String(values.id));
      else if (given.has(keyOf("policies", values))) this.#drifted.add(String(values.id));
    }
    for (const { row, values } of kinds.policies.creates) {
      if (isFilled(values.scopes) || refused.has(fieldPath(row, "name"))) continue;
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

  /** Whether it is the server that made the policy. */
  isBuiltIn(policy: PlannedValue | undefined): boolean {
    return this.#builtIn.has(keyText(policy));
  }

  /** Whether it is the plan that leaves the policy without scopes. */
  isEmptied(policy: PlannedValue | undefined): boolean {
    return this.#emptied.has(keyText(policy));
  }

  /** Whether somebody took the scopes by hand that its entry gives, and the plan leaves it so. */
  isDrifted(policy: PlannedValue | undefined): boolean {
    return this.#drifted.has(keyText(policy));
  }
}

function keyText(policy: PlannedValue | undefined): string {
  return isPending(policy) ? keyOf("policies", policy.key) : String(policy ?? "");
}

function isFilled(scopes: PlannedValue | Given | undefined): boolean {
  return Array.isArray(scopes) && (scopes as readonly string[]).length > 0;
}
