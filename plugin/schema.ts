import { readFileSync } from "node:fs";
import path from "node:path";

/** What a value may be. */
export interface Property {
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
}

type Properties = Readonly<Record<string, Property>>;

interface Schema {
  readonly version: string;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly isComponent?: boolean;
        readonly properties?: object;
        readonly inputProperties?: Properties;
      }
    >
  >;
  readonly types: Readonly<Record<string, { readonly properties?: Properties }>>;
}

let read: { readonly text: string; readonly schema: Schema } | undefined;

/** The package's schema, which lies in the plugin's folder. */
export function schemaText(): string {
  return load().text;
}

/** The version of the package. */
export function version(): string {
  return load().schema.version;
}

/** Names of the outputs of a component. */
export function componentOutputs(type: string): string[] {
  const resource = load().schema.resources[type];
  if (resource?.isComponent !== true) {
    throw new Error(`formance-control-plane has no component ${type}.`);
  }
  return Object.keys(resource.properties ?? {});
}

/** A property of a type or an argument of a component, by the reference to it: `#/types/…`. */
export function property(reference: string, name: string): Property | undefined {
  const [, kind, token = ""] = reference.split("/");
  const { resources, types } = load().schema;
  const all = kind === "types" ? types[token]?.properties : resources[token]?.inputProperties;
  return all?.[name];
}

/** The keys of a type. */
export function keysOf(type: string): string[] {
  return Object.keys(load().schema.types[`formance-control-plane:index:${type}`]?.properties ?? {});
}

function load() {
  if (read === undefined) {
    const text = readFileSync(path.resolve(__dirname, "../../plugin/schema.json"), "utf8");
    read = { text, schema: JSON.parse(text) as Schema };
  }
  return read;
}
