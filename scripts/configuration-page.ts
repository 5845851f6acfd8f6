import * as z from "zod";
import { connector } from "../config/areas/connectors";
import { workload } from "../config/areas/workload";
import { stackConfigSchema } from "../config/schema";
import { inner, notesOf } from "../config/schema-walk";
import { connectorTables } from "./connector-tables";

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;

const workloadKeys = new Set(Object.keys(workload.shape));
const workloadTitle = "Settings of every workload";

/** The page that lists every config key. */
export function configurationPage(project: string): string {
  const areas = Object.entries<Schema>(stackConfigSchema.shape);
  const scalars = areas.filter(([, schema]) => shapeOf(schema) === undefined);
  const objects = areas.filter(([, schema]) => shapeOf(schema) !== undefined);
  const sections = [
    introduction(project),
    section("The stack", undefined, rowsOfAll(scalars)),
    ...objects.map(([area, schema]) =>
      section(
        `\`${area}\``,
        `${notesOf(schema).description ?? ""}${isOptional(schema) ? "" : " Required."}`,
        rowsBelow(area, schema),
      ),
    ),
    section(
      workloadTitle,
      "`dex`, `membership`, `console` and `portal` have these keys in addition to their own.",
      rowsOfAll(Object.entries(workload.shape)),
    ),
    ...connectorTables(rowsOf),
  ];
  return `${sections.join("\n\n")}\n`;
}

function introduction(project: string): string {
  return `<!-- Generated from config/schema.ts by \`npm run generate\`. Change it there. -->

# Configuration

This page lists every key of a stack's config. The keys are in the namespace \`${project}\`. Set a key, such as \`database.host\`, on the command line:

\`\`\`sh
pulumi config set --path '${project}:database.host' db.example.com
\`\`\`

Or set it in \`Pulumi.<stack>.yaml\`:

\`\`\`yaml
# yaml-language-server: $schema=./schemas/stack-config.json
config:
  ${project}:database:
    host: db.example.com
\`\`\`

A key of type **secret** must be stored encrypted; plain text is rejected:

\`\`\`sh
pulumi config set --path --secret '${project}:database.membership.password'
\`\`\`

Stacks can share defaults in files that they name in \`extends\`. A shared file has the areas at the
top level, without the namespace; \`examples/base.yaml\` is one. Maps merge, lists replace, and
\`null\` removes. The stack takes precedence over its files, and a later file over an earlier one.
Shared files can't contain secrets.

Keys in *italics* are required; a nested key, only if its parent is set. Write durations as in Go:
\`30s\`, \`5m\`, \`72h\`. *Variable* is the environment variable that the images read the value from.`;
}

function section(title: string, description: string | undefined, rows: readonly string[]): string {
  const paragraphs = [
    `## ${title}`,
    ...(description === undefined ? [] : [description]),
    ["| Key | Type | Default | Meaning |", "| --- | --- | --- | --- |", ...rows].join("\n"),
  ];
  return paragraphs.join("\n\n");
}

function rowsOfAll(fields: readonly [string, Schema][]): string[] {
  return fields.flatMap(([key, schema]) => rowsOf(key, schema));
}

function isOptional(schema: Schema): boolean {
  return schema instanceof z.ZodOptional;
}

/** The row of a key, and those of the keys below it. */
function rowsOf(key: string, schema: Schema): string[] {
  const notes = notesOf(schema);
  const name = isOptional(schema) ? `\`${key}\`` : `*\`${key}\`*`;
  const [meaning, stated] = splitDefault(notes.description ?? "");
  const cells = [
    name,
    typeName(schema),
    defaultOf(notes) || stated,
    [meaning, ...furtherNotes(notes)].join(" "),
  ];
  const row = `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [row, ...rowsBelow(key, schema)];
}

function rowsBelow(key: string, schema: Schema): string[] {
  const found = inner(schema);
  const list = found instanceof z.ZodArray;
  const map = found instanceof z.ZodRecord;
  const shape = shapeOf(list ? found.element : map ? found.valueType : found);
  if (shape === undefined) return [];
  const shared = Object.keys(shape).filter((name) => workloadKeys.has(name));
  const isWorkload = shared.length === workloadKeys.size;
  const own = Object.entries(shape).filter(([name]) => !isWorkload || !workloadKeys.has(name));
  const entry = `${key}${list ? "[]" : map ? ".<name>" : ""}`;
  const rows = own.flatMap(([name, below]) => rowsOf(`${entry}.${name}`, below));
  if (!isWorkload) return rows;
  const anchor = workloadTitle.toLowerCase().replaceAll(" ", "-");
  return [...rows, `| \`${key}.*\` | | | The [settings of every workload](#${anchor}). |`];
}

function shapeOf(schema: Schema): Shape | undefined {
  const found = inner(schema);
  return found instanceof z.ZodObject ? found.shape : undefined;
}

function typeName(schema: Schema): string {
  const found = inner(schema);
  if (isFile(found)) return "**file**";
  if (notesOf(found).secret === true) return "**secret**";
  if (notesOf(found).freeform === true) return "any map";
  if (found instanceof z.ZodEnum) {
    return found.options.map((option) => `\`${option}\``).join(", ");
  }
  if (found instanceof z.ZodUnion) return found.options.map(typeName).join(" or ");
  if (found instanceof z.ZodArray) {
    if (found.element === connector) return "list: [connectors](#connectors)";
    return shapeOf(found.element) === undefined ? `list: ${typeName(found.element)}` : "list";
  }
  if (found instanceof z.ZodRecord) return `map: name to ${typeName(found.valueType)}`;
  if (found instanceof z.ZodObject) return "map";
  if (found instanceof z.ZodNumber) return "integer";
  return found instanceof z.ZodBoolean ? "boolean" : "string";
}

/** A PEM, the path of a file, or a key of a Secret. */
function isFile(schema: Schema): boolean {
  return (
    schema instanceof z.ZodUnion &&
    schema.options.some((option) => notesOf(option).kind?.endsWith("File") === true)
  );
}

/** The seed's descriptions state their defaults; this page has a column for them. */
function splitDefault(description: string): [meaning: string, stated: string] {
  const [sentence = "", stated = ""] = /Default: (.*?)\.(?= [A-Z]|$)/.exec(description) ?? [];
  return [description.replace(sentence, "").replace(/ {2,}/g, " ").trim(), stated];
}

function furtherNotes({ example, env, see }: z.core.GlobalMeta): string[] {
  return [
    ...(example === undefined ? [] : [`Example: ${asCode(example)}.`]),
    ...(env === undefined ? [] : [`Variable: \`${env}\`.`]),
    ...(see === undefined ? [] : [`[Upstream docs](${see}).`]),
  ];
}

function asCode(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function defaultOf(notes: z.core.GlobalMeta): string {
  if (notes.defaultText !== undefined) return notes.defaultText;
  const value: unknown = notes.default;
  if (value === undefined) return "";
  return value === "" ? "empty" : asCode(value);
}
