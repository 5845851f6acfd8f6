import type { CheckTexts } from "../check";
import { clusterAdoption } from "./cluster/cluster-adoption";
import { clusterKinds } from "./cluster/cluster-kinds";
import { clusterReach } from "./cluster/cluster-reach";
import { clusterRights } from "./cluster/cluster-rights";
import { clusterSecrets } from "./cluster/cluster-secrets";
import { clusterVersion } from "./cluster/cluster-version";
import { databaseLogin } from "./database/database-login";
import { mayCreateDatabases } from "./database/may-create-databases";
import { enginePending } from "./engine/engine-pending";
import { enginePlugins } from "./engine/engine-plugins";
import { engineVersion } from "./engine/engine-version";
import { clockSkew } from "./identity/clock-skew";
import { ldapBind } from "./identity/ldap-bind";
import { ldapConnect } from "./identity/ldap-connect";
import { ldapSearch } from "./identity/ldap-search";
import { oidcClient } from "./identity/oidc-client";
import { providerDiscovery } from "./identity/provider-discovery";
import { providerKeys } from "./identity/provider-keys";
import { providerReachable } from "./identity/provider-reachable";
import { redirectUri } from "./identity/redirect-uri";
import { samlCertificate } from "./identity/saml-certificate";
import { samlSso } from "./identity/saml-sso";
import { hostName } from "./network/host-name";

const cluster: readonly CheckTexts[] = [
  clusterReach,
  clusterKinds,
  clusterRights,
  clusterVersion,
  clusterSecrets,
  clusterAdoption,
];

const identity: readonly CheckTexts[] = [
  redirectUri,
  providerDiscovery,
  providerKeys,
  oidcClient,
  providerReachable,
  ldapConnect,
  ldapBind,
  ldapSearch,
  samlCertificate,
  samlSso,
  clockSkew,
];

/** The checks before a deployment in the order of the guide, causes before their consequences. */
export const preflightParts = [
  {
    title: "Before a deployment",
    needs: "`preflight` runs these checks. It reads the stack's config, and changes nothing.",
    checks: [
      engineVersion,
      enginePlugins,
      enginePending,
      ...cluster,
      databaseLogin,
      mayCreateDatabases,
      hostName,
    ],
  },
  {
    title: "Before a deployment: who logs users in",
    needs:
      "These checks need network access to the identity providers, and the password for LDAP directories.",
    checks: identity,
  },
];
