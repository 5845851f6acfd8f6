import { pythonPath, snakeCase } from "./python-paths";

const component = /^The arguments of the (\w+) /;
/** A path at the beginning of its line, as a list of problems has it. */
const pathLine = /^ {2}(?=\S)(.+)$/;
const meant = /(?<=Did you mean )\w+(?=\?)/;
const choices = /(?<=is not a known key\. )Known here: (.+)\.$/;
const fromConfig = /new pulumi\.Config\(\)\.require(Secret)?\("([^"]+)"\)/g;

/**
 * Tells a list of problems for programs of every language: arguments as Python spells them, too, the
 * only language that spells them otherwise than the schema does, and the settings to read without an
 * expression of TypeScript.
 */
export function forEveryLanguage(problems: string): string {
  return inPython(problems).replaceAll(fromConfig, (_, secret: string | undefined, name: string) =>
    secret === undefined
      ? `a setting of your program: pulumi config set ${name}`
      : `a secret setting of your program: pulumi config set --secret ${name}`,
  );
}

function inPython(problems: string): string {
  const type = component.exec(problems)?.[1];
  if (type === undefined) return problems;
  let isArgument = false;
  const lines = problems.split("\n").map((line) => {
    const path = pathLine.exec(line)?.[1];
    if (path === undefined) return isArgument ? withKeys(line) : line;
    const python = pythonPath(type, path);
    ({ isArgument } = python);
    return withPython(line, path, python.text);
  });
  return lines.join("\n");
}

function withKeys(line: string): string {
  return line
    .replace(meant, (key) => withPython(key, key, snakeCase(key)))
    .replace(choices, (text, keys: string) => {
      const others = keys.split(", ").filter((key) => snakeCase(key) !== key);
      return others.length === 0 ? text : `${text} In Python: ${others.map(snakeCase).join(", ")}.`;
    });
}

function withPython(line: string, schema: string, python: string): string {
  return python === schema ? line : `${line} (in Python: ${python})`;
}
