/** A path at the beginning of its line, as a list of problems has it. */
const placed = /^( {2})([\w.[\]-]*[a-z][A-Z][\w.[\]-]*)$/gm;

/**
 * Adds to the paths of a list of problems how Python spells them: the only language that spells
 * arguments otherwise than the schema does.
 */
export function withPythonSpelling(problems: string): string {
  return problems.replaceAll(
    placed,
    (_, indent: string, path: string) => `${indent}${path} (in Python: ${snakeCase(path)})`,
  );
}

function snakeCase(path: string): string {
  return path.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
