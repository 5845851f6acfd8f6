/**
 * The variables of its environment that Dex would put into a text of its configuration, if it
 * expanded them: with Go's `os.ExpandEnv`, in every text of the `config` of its storage, its signer
 * and its connectors, in whole values as in parts of them, in maps and in lists.
 */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(
    ([, braced, bare]) => braced ?? bare ?? "",
  );
}

/** The text with the variables that are known; nothing if another one is in it. */
export function expandVariables(
  text: string,
  known: ReadonlyMap<string, string>,
): string | undefined {
  if (!variablesIn(text).every((name) => known.has(name))) return undefined;
  return text.replaceAll(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced?: string, bare?: string) => known.get(braced ?? bare ?? "") ?? "",
  );
}
