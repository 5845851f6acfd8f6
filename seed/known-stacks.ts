import type { KnownStacks } from "./client-secrets";
import type { SeedConnection } from "./connection";
import { cell, readDatabase, type Row, text } from "./read-rows";

/** The stacks of a database, deleted ones too. */
export async function readKnownStacks(
  connection: SeedConnection,
  schema = "membership",
): Promise<KnownStacks> {
  const { organizations = [], stacks = [] } = await readDatabase(connection, schema, [
    "organizations",
    "stacks",
  ]);
  const isOnly = ({ name, id }: Row): boolean =>
    !organizations.some((other) => other.name === name && other.id !== id);
  return {
    organizations: organizations.map((row) => ({
      name: (isOnly(row) ? text(row.name) : undefined) ?? cell(row.id),
      id: text(row.id),
    })),
    stacks: stacks.map((row) => ({
      name: cell(row.name),
      id: text(row.id),
      organization: cell(row.organization_id),
    })),
  };
}
