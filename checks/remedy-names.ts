/** The names that a check's remedy leaves open; the guide prints them as they are. */
const OPEN = [
  "CONTAINER",
  "CONTEXT",
  "DEPLOYMENT",
  "GATEWAY",
  "HOST",
  "NAME",
  "NAMESPACE",
  "NODE",
  "POD",
  "ROLE",
  "SCHEMA",
  "SECRET",
  "STACK",
] as const;

/** What they are in one set-up. */
export type RemedyNames = Readonly<Partial<Record<(typeof OPEN)[number], string>>>;

/** A remedy with the set-up's own names, so that its commands can be run as they are. */
export function fillIn(remedy: string, names: RemedyNames): string {
  const { CONTEXT: context } = names;
  const filled = remedy.replaceAll(/\b[A-Z]{3,}\b/g, (word) => {
    const name = OPEN.find((each) => each === word);
    return (name && names[name]) ?? word;
  });
  // A command without it would look into the cluster that kubectl points to at the moment.
  return context === undefined
    ? filled
    : filled.replaceAll("kubectl -n ", `kubectl --context ${quoted(context)} -n `);
}

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
