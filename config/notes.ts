import type * as z from "zod";
import { noteArgument, type ArgumentNotes } from "./interfaces";

/** What the documentation and the editor schemas say of a field, beside its type. */
export interface FieldNotes extends ArgumentNotes {
  /** Default as a value, where it is one. */
  default?: unknown;
  /** Default in words, where it depends on other fields. */
  defaultText?: string;
  /** A value as a stack file has it, where its form isn't obvious. */
  example?: unknown;
  /** Variable of the images that the value becomes. */
  env?: string;
  /** Page of the upstream documentation. */
  see?: string;
  /** Which of the choices to take in the place of another value, in sentences. */
  choiceHint?: string;
}

declare module "zod" {
  interface GlobalMeta {
    /** The value is a secret: stored encrypted, and opaque once read. */
    secret?: boolean;
    /** Any YAML is allowed below; a name, or encryption, marks the secrets in it. */
    freeform?: boolean;
    /** The value goes into the description of a pod as it is. */
    inPod?: boolean;
    /** The key may say that the value is a secret: that of a variable, an annotation, or a page's value. */
    keyTells?: "variable" | "annotation" | "page";
    /** The value names an existing Secret: a key of it, a pair of certificate and key, or all of it. */
    existingSecret?: "key" | "tls" | "whole";
    /** Default in words. */
    defaultText?: string;
    example?: unknown;
    env?: string;
    see?: string;
    choiceHint?: string;
  }
}

/** The field with its description. Defaults are applied by the components, not here. */
export function required<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  { plain, argument, ...notes }: FieldNotes = {},
): Schema {
  const described = schema.meta({ description, ...notes });
  if (plain !== undefined || argument !== undefined) noteArgument(described, { plain, argument });
  return described;
}

/** The same for an optional field. */
export function optional<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  notes: FieldNotes = {},
): z.ZodOptional<Schema> {
  return required(schema, description, notes).optional();
}
