import * as z from "zod";
import { must, secret, text } from "./fields";
import type { ConnectorType } from "./types";

/** A provider by its name: a few fields that make the settings of a connector. */
export interface Preset {
  /** What the login page calls the provider, unless told otherwise. */
  readonly title: string;
  /** Type of the connector that it becomes. */
  readonly type: ConnectorType;
  /** The provider's own fields. */
  readonly fields: z.ZodObject;
  /** Settings of the connector. Secrets and files are handed on as they are, whatever they are. */
  readonly expand: (values: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

interface TypedPreset<Fields extends z.ZodRawShape> {
  readonly title: string;
  readonly type: ConnectorType;
  readonly fields: Fields;
  readonly expand: (values: z.output<z.ZodObject<Fields>>) => Record<string, unknown>;
}

/** The preset, its expansion checked against its fields. Settings that are absent are left out. */
export function preset<Fields extends z.ZodRawShape>(typed: TypedPreset<Fields>): Preset {
  return {
    title: typed.title,
    type: typed.type,
    fields: z.object(typed.fields),
    expand: (values) => {
      // The schema has checked them; only secrets and files have become opaque since.
      const settings = typed.expand(values as z.output<z.ZodObject<Fields>>);
      return Object.fromEntries(
        Object.entries(settings).filter(([, value]) => value !== undefined),
      );
    },
  };
}

/** The credentials of Dex at the provider. */
export const client = {
  clientId: must(text, "Client id of Dex at the provider."),
  clientSecret: must(secret, "Client secret of Dex at the provider."),
};
