import type * as z from "zod";
import { google, linkedin, microsoft } from "./types/accounts";
import { authproxy } from "./types/authproxy";
import { bitbucketCloud, gitea, github, gitlab } from "./types/code-hosts";
import { ldap } from "./types/ldap";
import { mockCallback, mockPassword } from "./types/mock";
import { oauth } from "./types/oauth";
import { oidc } from "./types/oidc";
import { saml } from "./types/saml";
import { atlassianCrowd, keystone, openshift } from "./types/servers";

/**
 * The settings of each connector type of Dex, as Dex reads them: every field, and no other. Where
 * a field is a path, it is one in the pod.
 */
export const connectorSettings = {
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
} as const;

/** A type of connector, as Dex names it. */
export type ConnectorType = keyof typeof connectorSettings;

/** The settings of a type, as Dex reads them. */
export type ConnectorSettings<Type extends ConnectorType> = z.output<
  (typeof connectorSettings)[Type]
>;

/** The connector types that Dex knows. */
export const connectorTypes = Object.keys(connectorSettings) as readonly ConnectorType[];

/** Connectors that let anybody in; they are for tests. */
export const mockConnectorTypes: readonly string[] = ["mockCallback", "mockPassword"];

/** Whether Dex knows the type. */
export function isConnectorType(type: unknown): type is ConnectorType {
  return typeof type === "string" && Object.hasOwn(connectorSettings, type);
}
