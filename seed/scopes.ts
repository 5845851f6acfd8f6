import { didYouMean } from "../messages/did-you-mean";
import type { KindTables, Queryable } from "./catalog";
import type { SeedProblem } from "./errors";
import type { Desired } from "./resolve";
import { byKind, fieldPath, type Given } from "./rows";
import { itemLabelsSql } from "./sql/linked";

/** The scopes of organizations that Membership's public API describes. */
const organizationScopes = `
  Read Create Update Delete ListUsers ReadUser CreateUser UpdateUser DeleteUser ListPolicies
  ReadPolicy CreatePolicy UpdatePolicy DeletePolicy ListInvitations ReadInvitation
  CreateInvitation UpdateInvitation AcceptInvitation RejectInvitation DeleteInvitation
  ListRegions ReadRegion CreateRegion UpdateRegion DeleteRegion ListStacks ReadStack CreateStack
  UpdateStack DeleteStack EnableStack DisableStack RestoreStack UpgradeStack ListStackUsers
  ReadStackUser CreateStackUser UpdateStackUser DeleteStackUser ListStackModules
  EnableStackModule DisableStackModule ListClients ReadClient CreateClient UpdateClient
  DeleteClient ReadAuthProvider UpdateAuthProvider DeleteAuthProvider ReadLogs ListFeatures
  ReadFeature UpdateFeatures
`;

/** Its other scopes. */
const otherScopes = `
  openid profile email phone address offline_access accesses keep_refresh_token remember_me
  on_behalf system:Admin stack:Read stack:Write
`;

/** Every scope that Membership's public API describes. */
export const documentedScopes: ReadonlySet<string> = new Set([
  ...words(organizationScopes).map((name) => `organization:${name}`),
  ...words(otherScopes),
]);

/** Rows without scopes that the database doesn't know, and what is said of those. */
export interface CheckedScopes {
  readonly desired: Desired;
  readonly warnings: readonly string[];
  /** The same as problems, for those who want no such scope. */
  readonly unknown: readonly SeedProblem[];
}

/**
 * Checks the scopes of policies: the server's list is in the database, or else the documented one is
 * all that is known. A scope that the database has no row for can't be written.
 */
export async function checkScopes(
  client: Queryable,
  schema: string,
  found: KindTables,
  desired: Desired,
): Promise<CheckedScopes> {
  const linked = found.policies?.columns.get("scopes")?.linked;
  const rows = desired.policies.filter(({ given }) => isFilled(given.scopes));
  const labels = rows.length === 0 ? undefined : linked && itemLabelsSql(schema, linked);
  if (labels === undefined) return { desired, ...undocumentedScopes(desired) };
  const known = await readLabels(client, labels);
  const { unknown, policies } = withoutUnknown(desired, known);
  const where = "is not among the database's scopes";
  return {
    desired: byKind((kind) => (kind === "policies" ? policies : desired[kind])),
    warnings: unknown.map(
      ({ path, scope, hint }) => `${path}: ${scope} ${where} and is not written.${hint}`,
    ),
    unknown: problemsOf(unknown, where),
  };
}

/** Scopes that the public API doesn't describe, where no list of the server's is known. */
export function undocumentedScopes(desired: Desired): Omit<CheckedScopes, "desired"> {
  const { unknown } = withoutUnknown(desired, documentedScopes);
  const where = "is not a documented scope";
  return {
    warnings: unknown.map(
      ({ path, scope, hint }) => `${path}: ${scope} ${where}; the server may not know it.${hint}`,
    ),
    unknown: problemsOf(unknown, where),
  };
}

/** A scope that isn't known, its place, and the likely one. */
interface UnknownScope {
  readonly path: string;
  readonly scope: string;
  readonly hint: string;
}

/** Policies with the scopes that are known, and the others. */
function withoutUnknown(desired: Desired, known: ReadonlySet<string>) {
  const unknown: UnknownScope[] = [];
  const policies = desired.policies.map((row) => {
    const scopes = isFilled(row.given.scopes) ? row.given.scopes : [];
    const others = scopes.filter((scope) => !known.has(scope));
    if (others.length === 0) return row;
    for (const scope of others) {
      const hint = didYouMean(scope, known);
      unknown.push({ path: fieldPath(row, "scopes"), scope: JSON.stringify(scope), hint });
    }
    const kept = scopes.filter((scope) => known.has(scope));
    return { ...row, given: { ...row.given, scopes: kept } };
  });
  return { unknown, policies };
}

function problemsOf(unknown: readonly UnknownScope[], where: string): SeedProblem[] {
  return unknown.map(({ path, scope, hint }) => ({ path, message: `${scope} ${where}.${hint}` }));
}

async function readLabels(client: Queryable, text: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query(text);
  return new Set((rows as { label: string }[]).map(({ label }) => label));
}

function isFilled(value: Given | undefined): value is readonly string[] {
  return Array.isArray(value) && value.length > 0;
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
