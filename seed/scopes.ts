import { counted } from "../messages/counted";
import { didYouMean } from "../messages/did-you-mean";
import type { KindTables, Queryable } from "./catalog";
import type { SeedProblem } from "./errors";
import { firstFew } from "./first-few";
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
  return {
    desired: byKind((kind) => (kind === "policies" ? policies : desired[kind])),
    ...toldOf(unknown, {
      one: ["is not among the database's scopes", " and is not written"],
      more: ["are not among the database's scopes", " and are not written"],
    }),
  };
}

/** Scopes that the public API doesn't describe, where no list of the server's is known. */
export function undocumentedScopes(desired: Desired): Omit<CheckedScopes, "desired"> {
  return toldOf(withoutUnknown(desired, documentedScopes).unknown, {
    one: ["is not a documented scope", "; the server may not know it"],
    more: ["are not documented scopes", "; the server may not know them"],
  });
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

/** What is wrong with a scope, and what comes of it if it is taken. */
type Wrong = readonly [wrong: string, result: string];

/** The first unknown scopes as warnings and as problems: there may be thousands. */
function toldOf(
  unknown: readonly UnknownScope[],
  { one, more }: { readonly one: Wrong; readonly more: Wrong },
): Omit<CheckedScopes, "desired"> {
  const last = unknown.at(-1)?.path ?? "";
  const [single, several] = [`more scope ${one[0]}`, `more scopes ${more[0]}`];
  return {
    warnings: firstFew(
      unknown.map(({ path, scope, hint }) => `${path}: ${scope} ${one.join("")}.${hint}`),
      (rest) => counted(rest, `${single}${one[1]}`, `${several}${more[1]}`),
    ),
    unknown: firstFew(
      unknown.map(({ path, scope, hint }) => ({ path, message: `${scope} ${one[0]}.${hint}` })),
      (rest) => ({ path: last, message: `${counted(rest, single, several)}.` }),
    ),
  };
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
