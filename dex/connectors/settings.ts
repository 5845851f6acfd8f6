import * as z from "zod";
import { connectorDefinitions, isConnectorType } from "./types";

/** A setting that Dex reads as the path of a file. */
export interface FileSetting {
  readonly name: string;
  /** It is a list of paths. */
  readonly list: boolean;
}

/** The settings of a connector type that are paths of files. */
export function fileSettings(type: string): readonly FileSetting[] {
  if (!isConnectorType(type)) return [];
  return Object.entries<z.core.$ZodType>(connectorDefinitions[type].settings.shape).flatMap(
    ([name, setting]) => {
      const found = setting instanceof z.ZodOptional ? setting.unwrap() : setting;
      const list = found instanceof z.ZodArray;
      const { kind = "" } = z.globalRegistry.get(list ? found.element : found) ?? {};
      return kind.endsWith("File") ? [{ name, list }] : [];
    },
  );
}

/** The settings with the path of a file; a list gets it as its last element. */
export function withFile<Settings extends Readonly<Record<string, unknown>>>(
  type: string,
  settings: Settings,
  name: string,
  path: string,
): Settings {
  const list = fileSettings(type).some((setting) => setting.name === name && setting.list);
  const before: unknown = settings[name];
  const others: unknown[] = Array.isArray(before) ? before : [];
  return { ...settings, [name]: list ? [...others, path] : path };
}

/** Whether the settings hold the redirect URI. */
export function hasRedirectUri(type: string): boolean {
  return (
    isConnectorType(type) && Object.hasOwn(connectorDefinitions[type].settings.shape, "redirectURI")
  );
}

/** The redirect URI: one for all connectors. */
export function redirectUriOf(issuer: string): string {
  return `${issuer}/callback`;
}

/** The settings with the defaults that Dex describes and doesn't apply. */
export function withDefaults<Settings extends Readonly<Record<string, unknown>>>(
  type: string,
  settings: Settings,
): Settings {
  const complete = isConnectorType(type) ? connectorDefinitions[type].complete : undefined;
  // A completion only adds settings of the type.
  return complete === undefined ? settings : (complete(settings) as Settings);
}

/** The settings with the default redirect URI, if the type has one. */
export function withRedirectUri<Settings extends Readonly<Record<string, unknown>>>(
  type: string,
  settings: Settings,
  issuer: string,
): Settings {
  if (!hasRedirectUri(type) || Object.hasOwn(settings, "redirectURI")) return settings;
  return { ...settings, redirectURI: redirectUriOf(issuer) };
}
