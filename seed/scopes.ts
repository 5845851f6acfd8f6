import { didYouMean } from "../messages/did-you-mean";
import type { KindTables, Queryable } from "./catalog";
import type { Desired } from "./resolve";
import { byKind, type DesiredRow, fieldPath, type Given } from "./rows";
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
  if (rows.length === 0) return { desired, warnings: [] };
  const labels = linked && itemLabelsSql(schema, linked);
  const known = labels === undefined ? documentedScopes : await readLabels(client, labels);
  const warnings: string[] = [];
  const checked = desired.policies.map((row) => {
    const scopes = isFilled(row.given.scopes) ? row.given.scopes : [];
    const unknown = scopes.filter((scope) => !known.has(scope));
    if (unknown.length === 0) return row;
    for (const scope of unknown) warnings.push(warningOf(row, scope, known, labels !== undefined));
    if (labels === undefined) return row;
    const kept = scopes.filter((scope) => known.has(scope));
    return { ...row, given: { ...row.given, scopes: kept } };
  });
  return {
    desired: byKind((kind) => (kind === "policies" ? checked : desired[kind])),
    warnings,
  };
}

function warningOf(
  row: DesiredRow,
  scope: string,
  known: ReadonlySet<string>,
  inDatabase: boolean,
): string {
  const place = `${fieldPath(row, "scopes")}: ${JSON.stringify(scope)}`;
  const hint = didYouMean(scope, [...known]);
  return inDatabase
    ? `${place} is not among the database's scopes and is not written.${hint}`
    : `${place} is not a documented scope; the server may not know it.${hint}`;
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
