import type { CheckTexts } from "../check";
import { certificateReady } from "./cluster/certificate-ready";
import { clusterAccess } from "./cluster/cluster-access";
import type { ClusterCheck } from "./cluster/cluster-check";
import { configDrift } from "./cluster/config-drift";
import { configMaps } from "./cluster/config-maps";
import { imagePull } from "./cluster/image-pull";
import { ingressAddress } from "./cluster/ingress-address";
import { ingressClass } from "./cluster/ingress-class";
import { migration } from "./cluster/migration";
import { podCrash } from "./cluster/pod-crash";
import { podScheduling } from "./cluster/pod-scheduling";
import { routeAccepted } from "./cluster/route-accepted";
import { secretKeys } from "./cluster/secret-keys";
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

/** What keeps pods from starting whatever the database says. */
const podStart: readonly ClusterCheck[] = [secretKeys, configMaps, imagePull];

/** What a database that is away brings down too, and what comes after it. */
const running: readonly ClusterCheck[] = [
  migration,
  podCrash,
  podScheduling,
  workloadReady,
  workloadMissing,
  configDrift,
  ingressClass,
  routeAccepted,
  tlsSecret,
  certificateReady,
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

const entry: readonly CheckTexts[] = [
  dns,
  tcp,
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
export const clusterChecks: readonly ClusterCheck[] = [...podStart, ...running];

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
    checks: entry,
  },
  {
    title: "A login",
    needs: "These checks need a test user: `--login-user EMAIL`.",
    checks: login,
  },
];

/**
 * The doctor's checks, causes before their consequences. The database comes before what its fault
 * brings down: Jobs, pods and everything at the entry. A cluster that can't be looked into breaks
 * nothing, so it comes last.
 */
export const causesFirst: readonly CheckTexts[] = [
  ...podStart,
  ...database,
  ...running,
  ...entry,
  ...login,
  clusterAccess,
];
