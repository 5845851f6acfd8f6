import { argumentInterfaces, type ArgumentInterface, type ArgumentProperty } from "./interfaces";

const width = 100;

/** The files with the interfaces of the arguments, by their paths from the project's folder. */
export function argumentFiles(): [path: string, content: string][] {
  const all = argumentInterfaces();
  const files = new Map(all.map(({ name, file }) => [name, file]));
  const fileOf = (name: string) => files.get(name) ?? "";
  return [...new Set(files.values())].map((file) => [
    `components/args/${file}.ts`,
    argumentFile(
      all.filter((each) => each.file === file),
      fileOf,
    ),
  ]);
}

function argumentFile(
  interfaces: readonly ArgumentInterface[],
  fileOf: (name: string) => string,
): string {
  const [{ file } = { file: "" }] = interfaces;
  const imports = importsOf(interfaces, (name) => fileOf(name) === file, fileOf);
  return [
    `// Generated from config/areas/ by \`npm run generate\`. Change it there.\n`,
    ...(imports.length === 0 ? [] : [`${imports.join("\n")}\n`]),
    ...interfaces.map(interfaceText),
  ].join("\n");
}

function importsOf(
  interfaces: readonly ArgumentInterface[],
  isOwn: (name: string) => boolean,
  fileOf: (name: string) => string,
): string[] {
  const types = interfaces.flatMap(({ properties }) => properties.map(({ type }) => type));
  const pulumi = ["Input", "Inputs"].filter((name) =>
    types.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)),
  );
  const used = new Set([
    ...interfaces.flatMap(({ bases }) => bases),
    ...types.flatMap((type) => type.interfaces),
  ]);
  const byFile = new Map<string, string[]>();
  for (const name of [...used].filter((each) => !isOwn(each)).sort()) {
    byFile.set(fileOf(name), [...(byFile.get(fileOf(name)) ?? []), name]);
  }
  const files = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(pulumi.length === 0 ? [] : [importText(pulumi, "@pulumi/pulumi")]),
    ...files.map(([file, names]) => importText(names, `./${file}`)),
  ];
}

function importText(names: readonly string[], from: string): string {
  const line = `import type { ${names.join(", ")} } from "${from}";`;
  if (line.length <= width) return line;
  return [`import type {`, ...names.map((name) => `  ${name},`), `} from "${from}";`].join("\n");
}

function interfaceText({ name, description, bases, properties }: ArgumentInterface): string {
  const heritage = bases.length === 0 ? "" : ` extends ${bases.join(", ")}`;
  const body = properties.flatMap((each) => propertyLines(each).map((line) => `  ${line}`));
  const block = body.length === 0 ? [`${heritage} {}\n`] : [`${heritage} {`, ...body, "}\n"];
  const [head, ...rest] = block;
  return [
    ...comment(wrapped(description, width - 3), width),
    `export interface ${name}${head}`,
    ...rest,
  ].join("\n");
}

function propertyLines(property: ArgumentProperty): string[] {
  const { name, type, optional, example, see } = property;
  const room = width - 5;
  const lines = wrapped(meaning(property), room);
  if (property.default !== undefined) lines.push(...wrapped(`@default ${property.default}`, room));
  if (example !== undefined) lines.push(...`@example ${literal(example)}`.split("\n"));
  if (see !== undefined) lines.push(`@see ${see}`);
  return [...comment(lines, width - 2), `${name}${optional ? "?" : ""}: ${type.text};`];
}

/** The description, with what the type can't say of the values. */
function meaning({ description, choices, env }: ArgumentProperty): string {
  const untold = choices.filter((choice) => !description.includes(`\`${choice}\``));
  const values = choices.map((choice) => `\`${choice}\``);
  const last = values.pop() ?? "";
  return [
    description,
    ...(untold.length === 0 ? [] : [`${[values.join(", "), last].filter(Boolean).join(" or ")}.`]),
    ...(env === undefined ? [] : [`Variable of the image: ${env}.`]),
  ].join(" ");
}

function literal(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value, undefined, 2) : JSON.stringify(value);
}

/** A JSDoc comment, on one line where it fits. */
function comment(lines: readonly string[], room: number): string[] {
  // The end of a comment may stand in a cron expression.
  const safe = lines.map((line) => line.replaceAll("*/", String.raw`*\/`));
  const [first = "", ...others] = safe;
  if (others.length === 0 && first.length + 7 <= room) return [`/** ${first} */`];
  return ["/**", ...safe.map((line) => ` * ${line}`.trimEnd()), " */"];
}

/** The text in lines, broken between words. */
function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
