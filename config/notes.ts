import type * as z from "zod";

/** What the documentation and the editor schema say of a field, beside its type. */
export interface FieldNotes {
  /** Default as a value, where it is one. */
  default?: unknown;
  /** Default in words, where it depends on other fields. */
  defaultText?: string;
}

declare module "zod" {
  interface GlobalMeta {
    /** The value is a secret: stored encrypted, and opaque once read. */
    secret?: boolean;
    /** Any YAML may stand below; secrets are told by their names or by being encrypted. */
    freeform?: boolean;
    /** The value names an existing Secret: a key of it, a pair of certificate and key, or all of it. */
    existingSecret?: "key" | "tls" | "whole";
    /** Default in words. */
    defaultText?: string;
  }
}

/** The field with its description. Defaults are applied by the components, not here. */
export function required<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  notes: FieldNotes = {},
): Schema {
  return schema.meta({ description, ...notes });
}

/** The same for a field that may be left out. */
export function optional<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  notes: FieldNotes = {},
): z.ZodOptional<Schema> {
  return required(schema, description, notes).optional();
}
