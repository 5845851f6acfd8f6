const path = String.raw`[\w.[\]-]*[a-z][A-Z][\w.[\]-]*`;
/** A path at the beginning of its line, as a list of problems has it, or one that was meant. */
const named = new RegExp(String.raw`(^ {2}|Did you mean )(${path})(?=$|\?)`, "gm");
const fromConfig = /new pulumi\.Config\(\)\.require(Secret)?\("([^"]+)"\)/g;

/**
 * Tells a list of problems for programs of every language: paths as Python spells them, too, the
 * only language that spells arguments otherwise than the schema does, and the settings to read
 * without an expression of TypeScript.
 */
export function forEveryLanguage(problems: string): string {
  return problems
    .replaceAll(
      named,
      (_, before: string, found: string) => `${before}${found} (in Python: ${snakeCase(found)})`,
    )
    .replaceAll(fromConfig, (_, secret: string | undefined, name: string) =>
      secret === undefined
        ? `a setting of your program: pulumi config set ${name}`
        : `a secret setting of your program: pulumi config set --secret ${name}`,
    );
}

function snakeCase(text: string): string {
  return text.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
