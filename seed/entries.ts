import { formatPath } from "./format-path";
import { columnRule, descriptors, nameRules } from "./kinds";
import type { Entries, Entry } from "./kinds/kind";
import type { Kind } from "./rows";
import type { SeedSpecification } from "./schema";

/** Where a reference leads: an entry's place, nothing, or two different entries. */
export type Found = number | "none" | "ambiguous";

/** An entry of a specification. */
export interface Listed {
  readonly entry: Entry;
  /** Where it is, such as `["organizations", 0, "members", 1]`. */
  readonly segments: readonly (string | number)[];
  /** The place of the entry around it; none for a list of the specification. */
  readonly around?: number | undefined;
  /** Whether another entry implies it, so that nobody asked for it. */
  readonly implied: boolean;
  /** Whether it only names a row that is there: what it leaves open isn't asked for. */
  readonly existing: boolean;
  /** First values of a new row's fields that the entry leaves open. */
  readonly assumed?: Entry;
  /** Where fields are given that are not below the entry. */
  readonly fieldSegments?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** No entries. */
const none: ReadonlySet<string> = new Set();

/** The entries of a specification by kind, found by natural name or by given id. */
export class SpecificationEntries implements Entries {
  readonly #lists = new Map<Kind, readonly Listed[]>();
  readonly #names = new Map<Kind, ReadonlyMap<string, number>>();
  readonly #ids = new Map<Kind, ReadonlyMap<string, number>>();
  readonly #listed = new Map<Kind, ReadonlySet<string>>();

  /** @param existing - paths of entries that only name rows that are there, such as `users[0]` */
  constructor(
    private readonly specification: SeedSpecification,
    private readonly existing: ReadonlySet<string> = none,
  ) {}

  /** The entries of a kind, in the order of the specification. */
  of(kind: Kind): readonly Listed[] {
    return this.#lists.get(kind) ?? keep(this.#lists, kind, this.#list(kind));
  }

  /** Finds the entry that a reference means. */
  find(kind: Kind, reference: string): Found {
    const byName = this.firstOfName(kind, reference);
    const byId = this.firstOfId(kind, reference);
    if (byName !== undefined && byId !== undefined && byName !== byId) return "ambiguous";
    return byName ?? byId ?? "none";
  }

  entryOf(kind: Kind, reference: string): Entry | undefined {
    const found = this.find(kind, reference);
    return typeof found === "number" ? this.of(kind)[found]?.entry : undefined;
  }

  idOf(kind: Kind, reference: string): string | undefined {
    const entry = this.entryOf(kind, reference);
    if (entry === undefined) return undefined;
    if (typeof entry.id === "string") return entry.id;
    return descriptors[kind].derivedId?.(entry, { uuid: false, scopeId: "" });
  }

  /** The entry around one of a nested list. */
  around(kind: Kind, { around }: Listed): Entry | undefined {
    const within = descriptors[kind].list?.within;
    return within === undefined || around === undefined
      ? undefined
      : this.of(within)[around]?.entry;
  }

  lists(kind: Kind, around: string, name: string): boolean {
    const within = descriptors[kind].list?.within;
    const { refers } = nameRules[kind];
    if (within === undefined || refers === undefined) return false;
    const found = (written: string): Found => this.find(refers, written);
    const listed =
      this.#listed.get(kind) ??
      keep(
        this.#listed,
        kind,
        new Set(
          this.of(kind).map((one) => `${one.around ?? ""}/${found(nameOf(kind, one.entry))}`),
        ),
      );
    return listed.has(`${this.find(within, around)}/${found(name)}`);
  }

  /** The first entry of a name. */
  firstOfName(kind: Kind, name: string): number | undefined {
    return this.#namesOf(kind).get(folded(kind, name));
  }

  /** The first entry of a given id. */
  firstOfId(kind: Kind, id: string): number | undefined {
    return this.#idsOf(kind).get(id);
  }

  /** Every text that leads to an entry. */
  names(kind: Kind): string[] {
    return [...this.#namesOf(kind).keys(), ...this.#idsOf(kind).keys()];
  }

  #namesOf(kind: Kind): ReadonlyMap<string, number> {
    return (
      this.#names.get(kind) ??
      keep(
        this.#names,
        kind,
        firsts(this.of(kind), ({ entry }) => folded(kind, nameOf(kind, entry))),
      )
    );
  }

  #idsOf(kind: Kind): ReadonlyMap<string, number> {
    return (
      this.#ids.get(kind) ??
      keep(
        this.#ids,
        kind,
        firsts(this.of(kind), ({ entry }) => (typeof entry.id === "string" ? entry.id : undefined)),
      )
    );
  }

  #list(kind: Kind): Listed[] {
    const nested = descriptors[kind].list;
    if (nested === undefined) {
      return listIn(this.specification, kind).map((entry, index) => ({
        entry: entry as Entry,
        segments: [kind, index],
        implied: false,
        existing: this.existing.has(formatPath([kind, index])),
      }));
    }
    return this.of(nested.within).flatMap((outside, around): Listed[] => {
      const { entry: outer, segments, existing } = outside;
      const { plain } = nested;
      const listed = listIn(outer, nested.property).map((item, index) => ({
        entry: plain === undefined ? (item as Entry) : { [plain]: item },
        segments: [...segments, nested.property, index],
        around,
        implied: false,
        existing: false,
      }));
      const implied = nested.implied?.(outer);
      if (implied === undefined) return listed;
      const { entry, stated, assumed, property, fields } = implied;
      const isImplied = (one: Listed): boolean => this.#same(kind, one.entry, entry);
      const fieldSegments = Object.fromEntries(
        Object.entries(fields).map(([field, outside]) => [field, [...segments, outside]]),
      );
      if (listed.some(isImplied)) {
        return listed.map((one) => {
          if (!isImplied(one)) return one;
          const leavesOpen = Object.keys(fields).every((field) => one.entry[field] === undefined);
          return leavesOpen && Object.keys(stated).length > 0
            ? { ...one, entry: { ...one.entry, ...stated }, assumed, fieldSegments }
            : { ...one, assumed };
        });
      }
      return [
        {
          entry: { ...entry, ...assumed, ...stated },
          segments: [...segments, property],
          around,
          implied: true,
          existing,
          fieldSegments,
        },
        ...listed,
      ];
    });
  }

  /** Whether two entries of one list have the same name, however they write it. */
  #same(kind: Kind, left: Entry, right: Entry): boolean {
    const { refers } = nameRules[kind];
    const [first, second] = [nameOf(kind, left), nameOf(kind, right)];
    if (refers === undefined) return folded(kind, first) === folded(kind, second);
    const found = this.find(refers, first);
    return typeof found === "number" && found === this.find(refers, second);
  }
}

/** An entry's name, as it writes it. */
export function nameOf(kind: Kind, entry: Entry): string {
  const { property } = nameRules[kind];
  return property === undefined ? "" : String(entry[property]);
}

/** An entry's name with that of what it is in, as both are written, such as `Acme/demo`. */
export function writtenName(kind: Kind, entry: Entry): string {
  const { scope } = descriptors[kind];
  const property = scope === undefined ? undefined : columnRule(kind, scope)?.property;
  const name = nameOf(kind, entry);
  return property === undefined ? name : `${String(entry[property])}/${name}`;
}

/** The path of a field of an entry: of the entry itself, where it is no more than that field. */
export function fieldOfEntry(
  kind: Kind,
  { segments }: Listed,
  property: string,
): readonly (string | number)[] {
  return descriptors[kind].list?.plain === property ? segments : [...segments, property];
}

/** A name in the form in which equal ones are the same text. */
export function folded(kind: Kind, name: string): string {
  return nameRules[kind].caseless === true ? name.toLowerCase() : name;
}

function listIn(holder: object, property: string): readonly unknown[] {
  const list: unknown = (holder as Entry)[property];
  return Array.isArray(list) ? (list as unknown[]) : [];
}

function firsts(
  list: readonly Listed[],
  textOf: (listed: Listed) => string | undefined,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  list.forEach((listed, index) => {
    const text = textOf(listed);
    if (text !== undefined && !found.has(text)) found.set(text, index);
  });
  return found;
}

function keep<K, V>(known: Map<K, V>, key: K, value: V): V {
  known.set(key, value);
  return value;
}
