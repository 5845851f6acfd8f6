import type * as z from "zod";
import type { ConnectorDefinition } from "./type";
import { atlassianCrowd } from "./types/atlassian-crowd";
import { authproxy } from "./types/authproxy";
import { bitbucketCloud } from "./types/bitbucket-cloud";
import { gitea } from "./types/gitea";
import { github } from "./types/github";
import { gitlab } from "./types/gitlab";
import { google } from "./types/google";
import { keystone } from "./types/keystone";
import { ldap } from "./types/ldap";
import { linkedin } from "./types/linkedin";
import { microsoft } from "./types/microsoft";
import { mockCallback, mockPassword } from "./types/mock";
import { oauth } from "./types/oauth";
import { oidc } from "./types/oidc";
import { openshift } from "./types/openshift";
import { saml } from "./types/saml";

const registry = {
  saml,
  ldap,
  oidc,
  oauth,
  github,
  gitlab,
  google,
  microsoft,
  "bitbucket-cloud": bitbucketCloud,
  linkedin,
  openshift,
  "atlassian-crowd": atlassianCrowd,
  keystone,
  gitea,
  authproxy,
  mockCallback,
  mockPassword,
  // Its older name.
  samlExperimental: saml,
} as const satisfies Record<string, ConnectorDefinition>;

/** A type of connector, as Dex names it. */
export type ConnectorType = keyof typeof registry;

/** The connector types that Dex knows. */
export const connectorTypes = Object.keys(registry) as readonly ConnectorType[];

/** All that is known of each connector type of Dex. */
export const connectorDefinitions: {
  readonly [Type in ConnectorType]: ConnectorDefinition<(typeof registry)[Type]["settings"]>;
} = registry;

/** The settings of a type, as Dex reads them. */
export type ConnectorSettings<Type extends ConnectorType> = z.output<
  (typeof registry)[Type]["settings"]
>;

/** Whether Dex knows the type. */
export function isConnectorType(type: unknown): type is ConnectorType {
  return typeof type === "string" && Object.hasOwn(registry, type);
}
