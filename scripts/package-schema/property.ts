/** A type in a package schema, of a property or of what a list or map holds. */
export interface SchemaType {
  type?: string | undefined;
  $ref?: string | undefined;
  items?: SchemaType | undefined;
  additionalProperties?: SchemaType | undefined;
  plain?: boolean | undefined;
}

/** A property in a package schema. */
export interface SchemaProperty extends SchemaType {
  description?: string | undefined;
  secret?: boolean | undefined;
  /** Of the inference alone: a package schema lists what is required. */
  optional?: boolean | undefined;
}

/** Properties by their names. */
export type SchemaProperties = Record<string, SchemaProperty>;

/** An object type of a package schema, or an enumeration. */
export interface SchemaObject {
  type: string;
  description?: string | undefined;
  properties?: SchemaProperties;
  required?: string[];
  enum?: { name: string; value: string }[];
}

/** A resource of a package schema. */
export interface SchemaResource {
  description?: string | undefined;
  isComponent?: boolean;
  inputProperties: SchemaProperties;
  requiredInputs: string[];
  properties: SchemaProperties;
  required: string[];
}

/** Names of the properties that must be there. */
export function requiredOf(properties: SchemaProperties): string[] {
  return Object.keys(properties)
    .filter((name) => properties[name]?.optional !== true)
    .sort();
}
