import type { CheckTexts } from "../check";
import { certificateReady } from "./cluster/certificate-ready";
import { clusterAccess } from "./cluster/cluster-access";
import type { ClusterCheck } from "./cluster/cluster-check";
import { clusterDns } from "./cluster/cluster-dns";
import { configDrift } from "./cluster/config-drift";
import { configMaps } from "./cluster/config-maps";
import { gatewayListeners } from "./cluster/gateway-listeners";
import { imagePull } from "./cluster/image-pull";
import { ingressAddress } from "./cluster/ingress-address";
import { ingressClass } from "./cluster/ingress-class";
import { migration } from "./cluster/migration";
import { nodeReady } from "./cluster/node-ready";
import { podCrash } from "./cluster/pod-crash";
import { podScheduling } from "./cluster/pod-scheduling";
import { probeFailure } from "./cluster/probe-failure";
import { routeAccepted } from "./cluster/route-accepted";
import { secretKeys } from "./cluster/secret-keys";
import { serviceEndpoints } from "./cluster/service-endpoints";
import { tlsSecret } from "./cluster/tls-secret";
import { workloadMissing } from "./cluster/workload-missing";
import { workloadReady } from "./cluster/workload-ready";
import { databaseConnection } from "./database/database-connection";
import { databaseInside } from "./database/database-inside";
import { databaseMembers } from "./database/database-members";
import { databaseMigrated } from "./database/database-migrated";
import { databaseReach } from "./database/database-reach";
import { databaseRights } from "./database/database-rights";
import { databaseSchema } from "./database/database-schema";
import { databaseTls } from "./database/database-tls";
import { databaseVersion } from "./database/database-version";
import { seedDrift } from "./database/seed-drift";
import { certificateExpiry } from "./entry/certificate-expiry";
import { clock } from "./entry/clock";
import { dns } from "./entry/dns";
import { http } from "./entry/http";
import { serviceHealth } from "./entry/service-health";
import { tcp } from "./entry/tcp";
import { tls } from "./entry/tls";
import { loginWiring } from "./issuers/login-wiring";
import { oidcDiscovery } from "./issuers/oidc-discovery";
import { oidcKeys } from "./issuers/oidc-keys";
import { deviceLogin } from "./login/device-login";
import { loginForm } from "./login/login-form";
import { loginPassword } from "./login/login-password";
import { loginReturn } from "./login/login-return";
import { loginTokens } from "./login/login-tokens";

// Each list has causes before their consequences.

/** What everything in the cluster needs. */
const cluster: readonly ClusterCheck[] = [nodeReady, clusterDns];

/** What keeps pods from starting whatever the database says. */
const podStart: readonly ClusterCheck[] = [secretKeys, configMaps, imagePull];

/** What keeps the public entry down, whatever is behind it. */
const entryObjects: readonly ClusterCheck[] = [
  ingressClass,
  gatewayListeners,
  routeAccepted,
  certificateReady,
  tlsSecret,
];

/** What a database or an entry that is away brings down too, and what comes after it. */
const running: readonly ClusterCheck[] = [
  migration,
  podCrash,
  podScheduling,
  workloadReady,
  workloadMissing,
  serviceEndpoints,
  probeFailure,
  configDrift,
  ingressAddress,
];

const database: readonly CheckTexts[] = [
  databaseReach,
  databaseConnection,
  databaseTls,
  databaseVersion,
  databaseSchema,
  databaseRights,
  databaseMigrated,
  databaseMembers,
  seedDrift,
  databaseInside,
];

/** The way to the entry; services find each other's issuers by it, so it keeps pods from being ready. */
const way: readonly CheckTexts[] = [dns, tcp];

const entry: readonly CheckTexts[] = [
  tls,
  certificateExpiry,
  http,
  serviceHealth,
  oidcDiscovery,
  oidcKeys,
  clock,
  loginWiring,
];

const login: readonly CheckTexts[] = [
  loginForm,
  loginPassword,
  loginReturn,
  loginTokens,
  deviceLogin,
];

/** The checks of objects in the cluster. */
export const clusterChecks: readonly ClusterCheck[] = [
  ...cluster,
  ...podStart,
  ...entryObjects,
  ...running,
];

/** The doctor's checks in the order of the guide. */
export const doctorParts = [
  {
    title: "In the cluster",
    needs: "These checks need a kubeconfig with rights in the namespace: `--context NAME`.",
    checks: [...clusterChecks, clusterAccess],
  },
  {
    title: "In the database",
    needs:
      "These checks log in to Membership's database as the seed does, and need its password from the stack.",
    checks: database,
  },
  {
    title: "At the public entry and the issuers",
    needs: "These checks need only the network access of a browser.",
    checks: [...way, ...entry],
  },
  {
    title: "A login",
    needs: "These checks need a test user: `--login-user EMAIL`.",
    checks: login,
  },
];

/**
 * The doctor's checks, causes before their consequences. Database and entry come before what their
 * faults bring down: Jobs and pods, which look for their issuer at the public address. A cluster that
 * can't be looked into breaks nothing, so it comes last.
 */
export const causesFirst: readonly CheckTexts[] = [
  ...cluster,
  ...podStart,
  ...database,
  ...entryObjects,
  ...way,
  ...running,
  ...entry,
  ...login,
  clusterAccess,
];
