import { isMapping, type Mapping } from "../../../config/path";
import { descriptors } from "../../../seed/kinds";
import type { KindDescriptor } from "../../../seed/kinds/kind";
import { kinds } from "../../../seed/rows";
import { seedFields } from "../../../seed/schema";
import { YamlError } from "../../../yaml/error";
import { readYaml } from "../../../yaml/read";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";

const setup = "membership.config.wizard.setup";

/** The fields of the seed by those of the wizard's file, for each list that the file has. */
const fieldNames: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  kinds
    .filter((kind) => isList(descriptors[kind]))
    .map((kind) => [kind, fieldsOfFile(descriptors[kind])]),
);

function isList({ wizard }: KindDescriptor): boolean {
  return "only" in wizard && wizard.nested !== true;
}

function fieldsOfFile({ columns }: KindDescriptor): ReadonlyMap<string, string> {
  return new Map(
    columns.flatMap(({ property, wizard }): [string, string][] =>
      property === undefined || wizard === undefined || !("field" in wizard)
        ? []
        : [[wizard.field, property]],
    ),
  );
}

/** Lists of the file whose entries belong to an organization, with the list of the seed's in it. */
const listsOfOrganizations: readonly string[] = [
  ...kinds.filter(
    (kind) => isList(descriptors[kind]) && descriptors[kind].list?.within === "organizations",
  ),
  ...Object.keys(listsOf(descriptors.organizations)),
];

function listsOf({ wizard }: KindDescriptor): Readonly<Record<string, string>> {
  return "only" in wizard ? (wizard.lists ?? {}) : {};
}

/** The wizard's document as the seed, which the wizard goes on writing. */
export function importSeed(values: ReleaseValues, draft: ConfigDraft): void {
  const given = values.get(setup);
  if (given === undefined) return;
  const document = typeof given === "string" ? parsed(values, given) : given;
  if (!isMapping(document)) return;
  const filled = Object.entries(document).filter(
    ([, list]) => Array.isArray(list) && list.length > 0,
  );
  if (filled.length === 0) return;
  draft.set("seed.via", "wizard", setup);
  const lists = new Map<string, Mapping[]>();
  for (const [list, entries] of filled) {
    const known = fieldNames.has(list) || listsOfOrganizations.includes(list);
    if (!known || !Array.isArray(entries)) {
      values.note(
        `${setup}.${list}`,
        "lost",
        "The seed has only users, organizations, regions, stacks, policies and groups.",
      );
      continue;
    }
    lists.set(list, (entries as unknown[]).filter(isMapping));
  }
  for (const [list, entries] of lists) {
    if (listsOfOrganizations.includes(list)) continue;
    const rows = entries.map((entry, index) => rowOf(values, list, entry, index));
    const parts = list === "organizations" ? entries.map((entry) => partsOf(entry, lists)) : [];
    draft.set(
      `seed.${list}`,
      rows.map((row, index) => ({ ...row, ...parts[index] })),
      setup,
    );
  }
  noteStrays(values, lists);
}

/** The entries of lists that belong to an organization, as lists of it. */
function partsOf({ id }: Mapping, lists: ReadonlyMap<string, readonly Mapping[]>): Mapping {
  const parts = listsOfOrganizations.map((list): [string, unknown] => [
    list,
    (lists.get(list) ?? [])
      .filter(({ organizationId }) => organizationId === id)
      .map(({ organizationId: _, ...entry }) => entry),
  ]);
  return Object.fromEntries(parts.filter(([, entries]) => (entries as unknown[]).length > 0));
}

/** Entries that name no organization of the file. */
function noteStrays(values: ReleaseValues, lists: ReadonlyMap<string, readonly Mapping[]>): void {
  const ids = new Set((lists.get("organizations") ?? []).map(({ id }) => id));
  for (const list of listsOfOrganizations) {
    for (const [index, { organizationId }] of (lists.get(list) ?? []).entries()) {
      if (ids.has(organizationId)) continue;
      const reason = "It names no organization of the file. The row in the database stays.";
      values.note(`${setup}.${list}[${index}]`, "lost", reason);
    }
  }
}

function parsed(values: ReleaseValues, text: string): unknown {
  try {
    return readYaml(text).value;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    values.note(setup, "lost", "It isn't YAML, so the wizard couldn't read it either.");
    return undefined;
  }
}

type SeedList = "users" | "organizations" | "regions" | "stacks";

function rowOf(values: ReleaseValues, list: string, entry: Mapping, index: number): Mapping {
  const { shape } = seedFields.shape[list as SeedList].unwrap().element;
  const row: Mapping = {};
  for (const [key, value] of Object.entries(entry)) {
    const name = fieldNames.get(list)?.get(key) ?? key;
    if (Object.hasOwn(shape, name)) row[name] = value;
    else {
      const reason = `The seed has no key ${key} for ${list}. The row in the database keeps its value.`;
      values.note(`${setup}.${list}[${index}].${key}`, "lost", reason);
    }
  }
  return row;
}
