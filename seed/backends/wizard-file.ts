import { stringify } from "yaml";
import { SeedError } from "../errors";
import { type Desired, findIdCollisions, resolve } from "../resolve";
import { byKind, type DesiredRow, isReference } from "../rows";
import type { SeedSpecification } from "../schema";
import { formatPath, validateSpecification } from "../validate";
import { notForWizard } from "./wizard-fields";

/**
 * The file that the image's `admin wizard` reads, with all ids, given or derived as for a direct
 * run. It holds client secrets. Pure.
 *
 * @throws SeedError naming all that is wrong, and all that the wizard can't carry.
 */
export function wizardFile(specification: SeedSpecification): string {
  const validated = validateSpecification(specification);
  if (!validated.ok) throw SeedError.fromProblems(validated.problems);
  const desired = resolve(validated.specification);
  const problems = [
    ...notForWizard(validated.specification).map(({ segments, message }) => ({
      path: formatPath(segments),
      message,
    })),
    ...findIdCollisions(desired),
  ];
  if (problems.length > 0) throw SeedError.fromProblems(problems);
  return stringify(
    { wizard: wizardDocument(desired, validated.specification) },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** The ids in the wizard's file: organizations and regions by name, stacks by organization and name. */
export function wizardIds(specification: SeedSpecification): {
  readonly organizationIds: Record<string, string>;
  readonly regionIds: Record<string, string>;
  readonly stackIds: Record<string, string>;
} {
  const desired = resolve(specification);
  const idAt = (kind: "organizations" | "regions" | "stacks", index: number): string =>
    desired[kind][index]?.id ?? "";
  const { organizations = [], regions = [], stacks = [] } = specification;
  return {
    organizationIds: Object.fromEntries(
      organizations.map(({ name }, index) => [name, idAt("organizations", index)]),
    ),
    regionIds: Object.fromEntries(regions.map(({ name }, index) => [name, idAt("regions", index)])),
    stackIds: Object.fromEntries(
      stacks.map(({ organization, name }, index) => [
        `${organization}/${name}`,
        idAt("stacks", index),
      ]),
    ),
  };
}

/** Names of the file's fields for columns; a column without one is not in the file. */
const fields = {
  users: { email: "email", role: "role" },
  organizations: {
    name: "name",
    owner_id: "ownerId",
    domain: "domain",
    default_policy_id: "defaultPolicyId",
  },
  members: {},
  regions: { name: "name", base_url: "baseUrl", organization_id: "organizationId" },
  stacks: {
    name: "name",
    organization_id: "organizationId",
    region_id: "regionId",
    version: "version",
    modules: "modules",
    client_secret: "clientSecret",
  },
} as const;

function wizardDocument(
  desired: Desired,
  { organizations = [], regions = [] }: SeedSpecification,
): Record<string, unknown> {
  const ids = byKind((kind) => new Map(desired[kind].map(({ entry, id }) => [entry, id])));
  const entry = (row: DesiredRow): Record<string, unknown> => {
    const columns = Object.entries(fields[row.kind]).flatMap(
      ([column, field]): [string, unknown][] => {
        // A role must be there: the file's default isn't known.
        const value = row.given[column] ?? (column === "role" ? row.initial[column] : undefined);
        if (value === undefined) return [];
        return [[field, isReference(value) ? ids[value.kind].get(value.entry) : value]];
      },
    );
    return { id: row.id, ...Object.fromEntries<unknown>(columns) };
  };
  return {
    users: desired.users.map(entry),
    organizations: desired.organizations.map((row, index) => ({
      ...entry(row),
      ...optional("features", organizations[index]?.features),
    })),
    regions: desired.regions.map((row, index) => ({
      ...entry(row),
      ...optional("versions", regions[index]?.versions),
    })),
    stacks: desired.stacks.map(entry),
  };
}

/** The field, if it has a value. */
function optional(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}
