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
    .filter((kind) => "only" in descriptors[kind].wizard)
    .map((kind) => [kind, fieldsOfFile(descriptors[kind])]),
);

function fieldsOfFile({ columns }: KindDescriptor): ReadonlyMap<string, string> {
  return new Map(
    columns.flatMap(({ property, wizard }): [string, string][] =>
      property === undefined || wizard === undefined || !("field" in wizard)
        ? []
        : [[wizard.field, property]],
    ),
  );
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
  for (const [list, entries] of filled) {
    if (!fieldNames.has(list) || !Array.isArray(entries)) {
      values.note(
        `${setup}.${list}`,
        "lost",
        "The seed has only users, organizations, regions and stacks.",
      );
      continue;
    }
    const rows = (entries as unknown[])
      .filter(isMapping)
      .map((entry, index) => rowOf(values, list, entry, index));
    draft.set(`seed.${list}`, rows, setup);
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

type SeedList = keyof typeof seedFields.shape;

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
