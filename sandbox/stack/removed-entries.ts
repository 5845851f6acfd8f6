import { parse } from "yaml";

import { noun } from "../../seed/kinds";
import type { Kind } from "../../seed/rows";
import { NAMESPACE } from "./stack-settings";

type Entry = Readonly<Record<string, unknown>>;

/** What an entry of the seed is called. */
const NAMES = {
  users: ({ email }) => email,
  organizations: ({ name }) => name,
  regions: ({ name }) => name,
  stacks: ({ organization, name }) => `${String(organization)}/${String(name)}`,
} satisfies Partial<Record<Kind, (entry: Entry) => unknown>>;

/** Entries of the seed that are gone from a stack file, and whose rows the seed leaves alone. */
export function removedEntries(before: string, after: string): string[] {
  const [old, now] = [seedOf(before), seedOf(after)];
  if (now.prune === "owned") return [];
  return (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((kind) => {
    const namesIn = (seed: Entry) =>
      entriesOf(seed[kind]).map((entry) => String(NAMES[kind](entry)));
    const left = new Set(namesIn(now));
    return namesIn(old)
      .filter((name) => !left.has(name))
      .map((name) => `${noun(kind, 1)} ${name}`);
  });
}

function seedOf(text: string): Entry {
  const file = parse(text) as { config?: Readonly<Record<string, unknown>> } | null;
  const seed = file?.config?.[`${NAMESPACE}:seed`];
  return typeof seed === "object" && seed !== null ? (seed as Entry) : {};
}

function entriesOf(list: unknown): Entry[] {
  return Array.isArray(list)
    ? list.filter((entry): entry is Entry => typeof entry === "object" && entry !== null)
    : [];
}
