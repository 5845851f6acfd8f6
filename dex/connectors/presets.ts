import type { Preset } from "./preset";
import { entraId, googleWorkspace } from "./presets/accounts";
import { adfs } from "./presets/adfs";
import { activeDirectory, freeipa, openldap } from "./presets/directories";
import { auth0, authentik, awsCognito, keycloak, okta, ping, zitadel } from "./presets/openid";

/** The providers that are set up by a few fields. */
export const presets = {
  okta,
  auth0,
  "entra-id": entraId,
  keycloak,
  "google-workspace": googleWorkspace,
  ping,
  adfs,
  "active-directory": activeDirectory,
  openldap,
  freeipa,
  "aws-cognito": awsCognito,
  zitadel,
  authentik,
} as const satisfies Record<string, Preset>;

/** Name of a preset. */
export type PresetName = keyof typeof presets;

/** The names of the presets. */
export const presetNames = Object.keys(presets) as readonly PresetName[];

/** Whether there is such a preset. */
export function isPresetName(name: unknown): name is PresetName {
  return typeof name === "string" && Object.hasOwn(presets, name);
}
