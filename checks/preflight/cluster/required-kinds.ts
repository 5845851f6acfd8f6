import { autoscalingDefaults, defaults, workloadDefaults } from "../../../facts/defaults";
import type { StackConfig } from "../../../config/schema";
import { deployedServices, isDeployed, servicesWithDatabase } from "../../../facts/deployment";
import { isPublished, isSelfSigned, usesIngress } from "../../../facts/public-entry";

/** A kind of object that a stack makes. */
export interface RequiredKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Its name in addresses of the API. */
  readonly plural: string;
  /** Objects that belong to no namespace. */
  readonly clusterWide?: boolean;
  /** Others make it for the stack, so the deployment needs no rights for it. */
  readonly byOthers?: boolean;
  /** Where objects of this kind are read only, their namespace. */
  readonly readIn?: string;
  /** What brings the kind into a cluster that lacks it; absent for Kubernetes' own. */
  readonly from?: string;
}

/** Kinds, and whether a stack makes them; what the components register is what counts. */
type Rule = (config: StackConfig) => readonly (RequiredKind | false)[];

const kind = (group: string, version: string, name: string, plural: string): RequiredKind => ({
  group,
  version,
  kind: name,
  plural,
});

const core = (name: string, plural: string) => kind("", "v1", name, plural);
const batch = (name: string, plural: string) => kind("batch", "v1", name, plural);
const networking = (name: string, plural: string) => kind("networking.k8s.io", "v1", name, plural);
const rbac = (name: string, plural: string) =>
  kind("rbac.authorization.k8s.io", "v1", name, plural);
const gateway = (name: string, plural: string, version = "v1") => ({
  ...kind("gateway.networking.k8s.io", version, name, plural),
  from: "the Gateway API",
});
const certificate = {
  ...kind("cert-manager.io", "v1", "Certificate", "certificates"),
  from: "cert-manager",
};

const namespaced: Rule = ({ createNamespace }) => [
  createNamespace !== false && { ...core("Namespace", "namespaces"), clusterWide: true },
];

const workloads: Rule = (config) => {
  const { dex } = config;
  const deployed = deployedServices(config).map((service) => config[service] ?? {});
  const jobs = jobsOf(config);
  const stateInCluster = isDeployed(config, "dex") && dex?.storageType === "kubernetes";
  const makesRights = stateInCluster && dex.serviceAccountName === undefined;
  return [
    [...deployed, ...jobs].some(({ serviceAccountName }) => serviceAccountName === undefined) &&
      core("ServiceAccount", "serviceaccounts"),
    hasConfigMap(config) && core("ConfigMap", "configmaps"),
    core("Secret", "secrets"),
    core("Service", "services"),
    kind("apps", "v1", "Deployment", "deployments"),
    jobs.length > 0 && batch("Job", "jobs"),
    hasCronJob(config) && batch("CronJob", "cronjobs"),
    deployed.some(hasDisruptionBudget) &&
      kind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
    deployed.some(({ autoscaling }) => autoscaling !== undefined) &&
      kind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
    ...(makesRights
      ? [
          rbac("Role", "roles"),
          rbac("RoleBinding", "rolebindings"),
          { ...rbac("ClusterRole", "clusterroles"), clusterWide: true },
          { ...rbac("ClusterRoleBinding", "clusterrolebindings"), clusterWide: true },
        ]
      : []),
    dex?.serviceMonitor?.enabled === true && {
      ...kind("monitoring.coreos.com", "v1", "ServiceMonitor", "servicemonitors"),
      from: "the Prometheus operator",
    },
  ];
};

/** The settings of the Jobs that run. */
function jobsOf(config: StackConfig): { readonly serviceAccountName?: string }[] {
  const migrations = deployedServices(config)
    .filter((service) => service !== "dex")
    .map((service) => config[service]?.migration ?? {})
    .filter(({ enabled }) => enabled !== false);
  return config.seed?.via === "wizard"
    ? [...migrations, config.membership?.wizard ?? {}]
    : migrations;
}

function hasCronJob({ membership, nats }: StackConfig): boolean {
  const { invitationCleanup, tokenCleanup, stackLifeCycle, managedStacks } = membership ?? {};
  return (
    invitationCleanup?.enabled !== false ||
    tokenCleanup?.enabled === true ||
    (stackLifeCycle?.enabled === true && managedStacks === false && nats !== undefined)
  );
}

/** Membership's file, unless it holds a secret, or an authority for pods to trust. */
function hasConfigMap(config: StackConfig): boolean {
  const { membership, oidc, trust, database } = config;
  const isSecret =
    (membership?.connectors ?? []).length > 0 ||
    membership?.configOverrides !== undefined ||
    oidc?.connector === true;
  return (
    !isSecret ||
    isSelfSigned(config) ||
    trust?.caBundle !== undefined ||
    servicesWithDatabase(config).some(
      (service) => (database[service]?.tlsCa ?? database.tlsCa) !== undefined,
    )
  );
}

function hasDisruptionBudget({
  replicas = workloadDefaults.replicas,
  autoscaling,
  disruptionBudget,
}: Pick<
  NonNullable<StackConfig["membership"]>,
  "replicas" | "autoscaling" | "disruptionBudget"
>): boolean {
  const fewest =
    autoscaling === undefined
      ? replicas
      : (autoscaling.minReplicas ?? autoscalingDefaults.minReplicas);
  return disruptionBudget?.enabled ?? fewest > 1;
}

const network: Rule = ({ networkPolicies }) => [
  networkPolicies?.enabled !== false && networking("NetworkPolicy", "networkpolicies"),
];

/** What an entry publishes. */
function published(
  config: StackConfig,
  services: Parameters<typeof isPublished>[0],
): { readonly http: boolean; readonly grpc: boolean } {
  return {
    http: deployedServices(config).some((service) => isPublished(services, service)),
    grpc: isPublished(services, "grpc"),
  };
}

const ingresses: Rule = (config) => {
  const { http, grpc } = published(config, config.ingress?.services);
  if (!usesIngress(config) || !(http || grpc)) return [];
  return [
    networking("Ingress", "ingresses"),
    config.ingress?.tls?.mode === "cert-manager" && { ...certificate, byOthers: true },
  ];
};

const routes: Rule = (config) => {
  if (config.gateway === undefined) return [];
  const { tls, namespace, mustExist, services, redirectSectionName } = config.gateway;
  const { http, grpc } = published(config, services);
  const makesCertificate = tls !== undefined && tls.mode !== "listener";
  return [
    mustExist !== false && {
      ...gateway("Gateway", "gateways"),
      readIn: namespace ?? config.namespace ?? defaults.namespace,
    },
    (http || redirectSectionName !== undefined) && gateway("HTTPRoute", "httproutes"),
    grpc && gateway("GRPCRoute", "grpcroutes"),
    tls?.mode === "cert-manager" && certificate,
    makesCertificate &&
      namespace !== undefined &&
      gateway("ReferenceGrant", "referencegrants", "v1beta1"),
  ];
};

const ofOperators: Rule = ({ targetGroupBindings, externalSecrets }) => [
  Object.keys(targetGroupBindings ?? {}).length > 0 && {
    ...kind("elbv2.k8s.aws", "v1beta1", "TargetGroupBinding", "targetgroupbindings"),
    from: "the AWS Load Balancer Controller",
  },
  externalSecrets !== undefined && {
    ...kind("external-secrets.io", "v1", "ExternalSecret", "externalsecrets"),
    from: "the External Secrets Operator",
  },
];

const rules: readonly Rule[] = [namespaced, workloads, network, ingresses, routes, ofOperators];

/** The kinds of objects that a stack with this config makes or reads, or that are made for it. */
export function requiredKinds(config: StackConfig): RequiredKind[] {
  const all = rules.flatMap((rule) => rule(config)).filter((each) => each !== false);
  // Rights to make a kind are more than to have it made.
  return all.filter(
    ({ kind: name, byOthers }) =>
      byOthers !== true || all.filter((e) => e.kind === name).length === 1,
  );
}
