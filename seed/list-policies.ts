import { readCatalog } from "./catalog";
import type { SeedConnection } from "./connection";
import { SeedError } from "./errors";
import { readRows, type Row, text } from "./read-rows";
import { beginReading, limitsSql, lockTimeout, statementTimeout } from "./sql/session";
import { isPolicyNumber } from "./policy-number";
import { compareIds } from "./visible-policies";
import { withClient } from "./with-client";

/** A policy as the database has it. */
export interface ListedPolicy {
  /** A number, as far as JavaScript can tell it from others; else a text. */
  readonly id: number | string;
  readonly name: string;
  /** Name of its organization; none of a built-in one. */
  readonly organization: string | undefined;
  readonly protected: boolean;
  readonly description: string | undefined;
  readonly scopes: readonly string[];
}

/**
 * Every policy, built in or of an organization, by number.
 *
 * @throws {SeedError} where the database keeps no policies, or can't be read
 */
export function listPolicies(
  connection: SeedConnection,
  schema = "membership",
): Promise<ListedPolicy[]> {
  return withClient(connection, async (client) => {
    const catalog = await readCatalog(client, schema);
    await client.query(beginReading);
    await client.query(limitsSql, [String(statementTimeout), String(lockTimeout)]);
    const { policies, organizations = [] } = await readRows(client, catalog);
    await client.query("commit");
    if (policies === undefined) {
      throw new SeedError(
        `Schema ${schema} has no table of policies: this release of Membership keeps a role for each member.`,
      );
    }
    const names = new Map(organizations.map(({ id, name }) => [text(id), text(name)]));
    return policies
      .map((row) => policyOf(row, names))
      .sort((left, right) => compareIds(String(left.id), String(right.id)));
  });
}

function policyOf(
  row: Row,
  names: ReadonlyMap<string | undefined, string | undefined>,
): ListedPolicy {
  const id = text(row.id) ?? "";
  const organization = text(row.organization_id);
  return {
    id: isPolicyNumber(id) && Number.isSafeInteger(Number(id)) ? Number(id) : id,
    name: text(row.name) ?? "",
    organization:
      organization === undefined ? undefined : (names.get(organization) ?? organization),
    protected: row.protected === true,
    description: text(row.description),
    scopes: Array.isArray(row.scopes) ? row.scopes.map(String) : [],
  };
}
