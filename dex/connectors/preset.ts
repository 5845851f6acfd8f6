import * as z from "zod";
import { must, secret, text } from "./fields";
import type { ConnectorSettingValues, ReportSetting } from "./type";
import type { ConnectorType } from "./types";

/** A provider by name: a few fields that expand to the settings of a connector. */
export interface Preset {
  /** Default name of the provider on the login page. */
  readonly title: string;
  /** Type of the connector that it becomes. */
  readonly type: ConnectorType;
  /** The provider's own fields. */
  readonly fields: z.ZodObject;
  /** Settings of the connector. Secrets and files are passed on unchanged. */
  readonly expand: (values: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** What the provider would refuse in the fields. */
  readonly rules?: ((values: ConnectorSettingValues, report: ReportSetting) => void) | undefined;
}

interface TypedPreset<Fields extends z.ZodRawShape> {
  readonly title: string;
  readonly type: ConnectorType;
  readonly fields: Fields;
  readonly expand: (values: z.output<z.ZodObject<Fields>>) => Record<string, unknown>;
  readonly rules?: Preset["rules"];
}

/** The preset, with its expansion typed by its fields. Undefined settings are left out. */
export function preset<Fields extends z.ZodRawShape>(typed: TypedPreset<Fields>): Preset {
  return {
    title: typed.title,
    type: typed.type,
    fields: z.object(typed.fields),
    rules: typed.rules,
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
