import type * as z from "zod";

/** Settings of a connector, as Dex reads them. */
export type ConnectorSettingValues = Readonly<Record<string, unknown>>;

/** Reports a problem of a setting, with its fix. Dots lead to settings further below. */
export type ReportSetting = (setting: string, message: string) => void;

/** Everything about a connector type of Dex. */
export interface ConnectorDefinition<Settings extends z.ZodObject = z.ZodObject> {
  /** The settings that Dex reads, all of them and no others. Paths are in the pod. */
  readonly settings: Settings;
  /** It lets anyone log in, for tests. @default false */
  readonly isMock?: boolean;
  /**
   * Addresses of the provider; the clock is read from the first. None if the provider has a
   * discovery document, or if there is no provider to reach.
   */
  readonly addresses?: (settings: ConnectorSettingValues) => readonly string[];
  /**
   * The TCP ports at which Dex connects to the provider.
   * @default 443 and those of the URLs in the settings
   */
  readonly ports?: (settings: ConnectorSettingValues) => readonly number[];
  /** The settings with the defaults that Dex describes and doesn't apply. */
  readonly complete?: (settings: ConnectorSettingValues) => ConnectorSettingValues;
  /** Dex itself takes the user's password. @default false */
  readonly takesPasswords?: boolean;
  /** A setting that works only for a client that requests the scope `groups`. */
  readonly groupsScope?: string;
  /** What works, and yet needs attention. */
  readonly notices?: (settings: ConnectorSettingValues, report: ReportSetting) => void;
  /** What Dex would refuse, ignore or get wrong, across the settings. */
  readonly rules?: (settings: ConnectorSettingValues, report: ReportSetting) => void;
}

/** A connector type of Dex; its settings keep their own type. */
export function connectorType<Settings extends z.ZodObject>(
  definition: ConnectorDefinition<Settings>,
): ConnectorDefinition<Settings> {
  return definition;
}

/** A text of the settings; nothing where there is none. */
export function textIn(settings: ConnectorSettingValues, name: string): string | undefined {
  const value = settings[name];
  return typeof value === "string" ? value : undefined;
}
