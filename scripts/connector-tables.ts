import * as z from "zod";
import { connector } from "../config/areas/connectors";
import { inner } from "../config/schema-walk";
import { presetNames, presets } from "../dex/connectors/presets";
import { connectorTypes } from "../dex/connectors/types";

type Schema = z.core.$ZodType;

/** One form that a connector may have: a type, or a preset. */
interface Form {
  readonly name: string;
  readonly shape: Readonly<Record<string, Schema>>;
}

/** The part of the page about connectors; `rowsOf` makes the rows of a key and those below it. */
export function connectorTables(rowsOf: (key: string, schema: Schema) => string[]): string[] {
  const table = (entries: readonly [string, Schema][]) =>
    [
      "| Key | Type | Default | Meaning |",
      "| --- | --- | --- | --- |",
      ...entries.flatMap(([key, schema]) => rowsOf(key, schema)),
    ].join("\n");
  return [
    "## Connectors",
    `A connector in \`dex.connectors\` has either a \`preset\`, which is the name of an identity provider,
or a \`type\` of Dex. With a preset, \`config\` accepts every setting of the preset's type, and takes
precedence over the preset.

\`\`\`yaml
config:
  formance-control-plane:dex:
    connectors:
      - preset: okta
        domain: acme.okta.com
        clientId: 0oa1b2c3d4
      - type: github
        id: github
        name: GitHub
        config:
          clientID: a1b2c3d4
          orgs:
            - name: acme
\`\`\`

A value of type **file** is the PEM (or a key's JSON) itself, \`file:PATH\` with a path relative to the
project's folder, or \`secretRef\` with the \`name\` and \`key\` of a Secret in the namespace. Store a
private key that isn't in a file or Secret as a secret of the stack.`,
    "### Keys of every connector",
    table(commonEntries()),
    ...presetForms().flatMap((form) => {
      const { title, type } = presets[form.name as keyof typeof presets];
      return [
        `### Preset \`${form.name}\``,
        `${title}; a connector of type [\`${type}\`](#type-${type.toLowerCase()}).`,
        table(Object.entries(form.shape).filter(([key]) => !common.has(key))),
      ];
    }),
    ...typeForms().flatMap((form) => [`### Type \`${form.name}\``, settingsTable(form, table)]),
  ];
}

const common = new Set(["type", "preset", "id", "name", "config"]);

function commonEntries(): [string, Schema][] {
  const keys: Readonly<Record<string, z.ZodType>> = {
    type: z.enum(connectorTypes).meta({ description: "Type of the connector, as Dex names it." }),
    preset: z.enum(presetNames).meta({ description: "Identity provider, by name." }),
    id: textLike("Id of the connector: unique, and part of URLs.", "the preset's name"),
    name: textLike("Name on the login page.", "the provider's name"),
    config: z.record(z.string(), z.unknown()).meta({
      description: "Settings of the type, listed in its table.",
      freeform: true,
    }),
  };
  return Object.entries(keys).map(([key, schema]) => [key, schema.optional()]);
}

function textLike(description: string, preset: string): z.ZodType {
  return z.string().meta({ description, defaultText: `with a preset, ${preset}` });
}

function settingsTable(form: Form, table: (entries: readonly [string, Schema][]) => string) {
  const settings = form.shape.config;
  const found = settings === undefined ? undefined : inner(settings);
  const shape: Readonly<Record<string, Schema>> = found instanceof z.ZodObject ? found.shape : {};
  const entries = Object.entries(shape);
  return entries.length === 0
    ? "No settings."
    : table(entries.map(([key, below]) => [`config.${key}`, below]));
}

function typeForms(): Form[] {
  return forms(connector.options[0].options, connectorTypes);
}

function presetForms(): Form[] {
  return forms(connector.options[1].options, presetNames);
}

function forms(options: readonly z.ZodObject[], names: readonly string[]): Form[] {
  return names.flatMap((name, index) => {
    const shape = options[index]?.shape;
    return shape === undefined ? [] : [{ name, shape }];
  });
}
