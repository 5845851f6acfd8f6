import { isPolicyNumber } from "./policy-number";
import { isUuid } from "./uuid";

/** What decides where a policy can be used. */
export interface PolicyRow {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly organization_id?: unknown;
  readonly protected?: unknown;
}

/** Whether a policy is built in, and so every organization's: it is of none, and protected. */
export function isBuiltIn({ organization_id: organization, protected: fixed }: PolicyRow): boolean {
  return !isOfOrganization(organization) && fixed !== false;
}

/** Whether an organization has a policy, which can be protected too. */
export function isOfOrganization(organization: unknown): boolean {
  return organization !== null && organization !== undefined && organization !== "";
}

/**
 * The policies that a text means: digits always mean an id, any other text a name or an id. There is
 * more than one where names are the same.
 */
export function meantPolicies<Policy>(
  policies: readonly Policy[],
  written: string,
  rowOf: (policy: Policy) => PolicyRow,
): Policy[] {
  const id = isUuid(written) ? written.toLowerCase() : written;
  const byName = !isPolicyNumber(written);
  return policies.filter((policy) => {
    const row = rowOf(policy);
    return String(row.id) === id || (byName && row.name === written);
  });
}

/** A policy's id and name. */
export function policyText({ id, name }: PolicyRow): string {
  return `${String(id)} ${String(name)}`.trim();
}

/** Numbers in their order, before and after other ids. */
export function compareIds(left: string, right: string): number {
  if (isPolicyNumber(left) && isPolicyNumber(right)) {
    const [first, second] = [BigInt(left), BigInt(right)];
    return first === second ? 0 : first < second ? -1 : 1;
  }
  return left < right ? -1 : 1;
}
