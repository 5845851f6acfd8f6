import { isMapping, valueAt, type Path } from "../../config/path";
import type { StackConfig } from "../../config/schema";

/** A kind of object that a stack makes. */
export interface RequiredKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Its name in addresses of the API. */
  readonly plural: string;
  /** Objects that belong to no namespace. */
  readonly clusterWide?: boolean;
  /** Others make it for the stack, so that it needs no rights of ours. */
  readonly byOthers?: boolean;
  /** What brings the kind into a cluster that lacks it; absent for Kubernetes' own. */
  readonly from?: string;
}

interface Row extends RequiredKind {
  /** Whether a stack with this config makes it. @default always */
  readonly when?: (config: unknown) => boolean;
}

/** Whether one of the areas or fields is there, and not switched off. */
const has =
  (...paths: Path[]) =>
  (config: unknown) =>
    paths.some((path) => isOn(valueAt(config, path)));

function isOn(value: unknown): boolean {
  if (isMapping(value)) return value.enabled !== false;
  return value !== undefined && value !== false;
}

const services = ["dex", "membership", "console", "portal"] as const;

/** Whether one of the services has the field. */
const ofServices = (...path: string[]) => has(...services.map((service) => [service, ...path]));

const hasSeveralPods = (config: unknown) =>
  services.some((service) => Number(valueAt(config, [service, "replicas"]) ?? 1) > 1);

const hasIngress = (config: unknown) => {
  const enabled = valueAt(config, ["ingress", "enabled"]);
  const another = has(["gateway"], ["targetGroupBindings"])(config);
  return enabled === true || (enabled !== false && !another);
};

const keepsStateInCluster = (config: unknown) =>
  valueAt(config, ["dex", "storageType"]) === "kubernetes";

const core = (kind: string, plural: string): Row => ({ group: "", version: "v1", kind, plural });

const rbac = (kind: string, plural: string, clusterWide = false): Row => ({
  group: "rbac.authorization.k8s.io",
  version: "v1",
  kind,
  plural,
  clusterWide,
  when: keepsStateInCluster,
});

const certificate: Row = {
  group: "cert-manager.io",
  version: "v1",
  kind: "Certificate",
  plural: "certificates",
  from: "cert-manager",
};

const asksCertManager = (area: "ingress" | "gateway") => (config: unknown) =>
  valueAt(config, [area, "tls", "mode"]) === "cert-manager";

const gateway = (
  kind: string,
  plural: string,
  version: string,
  when: (config: unknown) => boolean,
): Row => ({
  group: "gateway.networking.k8s.io",
  version,
  kind,
  plural,
  from: "the Gateway API",
  when,
});

const rows: readonly Row[] = [
  {
    ...core("Namespace", "namespaces"),
    clusterWide: true,
    when: (config) => valueAt(config, ["createNamespace"]) !== false,
  },
  core("ServiceAccount", "serviceaccounts"),
  core("ConfigMap", "configmaps"),
  core("Secret", "secrets"),
  core("Service", "services"),
  { group: "apps", version: "v1", kind: "Deployment", plural: "deployments" },
  { group: "batch", version: "v1", kind: "Job", plural: "jobs" },
  { group: "batch", version: "v1", kind: "CronJob", plural: "cronjobs" },
  {
    group: "networking.k8s.io",
    version: "v1",
    kind: "Ingress",
    plural: "ingresses",
    when: hasIngress,
  },
  {
    group: "networking.k8s.io",
    version: "v1",
    kind: "NetworkPolicy",
    plural: "networkpolicies",
    when: (config) => valueAt(config, ["networkPolicies", "enabled"]) !== false,
  },
  {
    group: "policy",
    version: "v1",
    kind: "PodDisruptionBudget",
    plural: "poddisruptionbudgets",
    when: (config) =>
      hasSeveralPods(config) ||
      ofServices("autoscaling")(config) ||
      ofServices("disruptionBudget")(config),
  },
  {
    group: "autoscaling",
    version: "v2",
    kind: "HorizontalPodAutoscaler",
    plural: "horizontalpodautoscalers",
    when: ofServices("autoscaling"),
  },
  rbac("Role", "roles"),
  rbac("RoleBinding", "rolebindings"),
  rbac("ClusterRole", "clusterroles", true),
  rbac("ClusterRoleBinding", "clusterrolebindings", true),
  {
    group: "monitoring.coreos.com",
    version: "v1",
    kind: "ServiceMonitor",
    plural: "servicemonitors",
    from: "the Prometheus operator",
    when: ofServices("serviceMonitor", "enabled"),
  },
  { ...certificate, when: asksCertManager("gateway") },
  {
    ...certificate,
    byOthers: true,
    when: (config) => asksCertManager("ingress")(config) && !asksCertManager("gateway")(config),
  },
  gateway("HTTPRoute", "httproutes", "v1", has(["gateway"])),
  gateway("ReferenceGrant", "referencegrants", "v1beta1", (config) =>
    [
      ["gateway", "tls"],
      ["gateway", "namespace"],
    ].every((path) => has(path)(config)),
  ),
  gateway("GRPCRoute", "grpcroutes", "v1", has(["gateway", "services", "grpc", "enabled"])),
  {
    group: "elbv2.k8s.aws",
    version: "v1beta1",
    kind: "TargetGroupBinding",
    plural: "targetgroupbindings",
    from: "the AWS Load Balancer Controller",
    when: has(["targetGroupBindings"]),
  },
  {
    group: "external-secrets.io",
    version: "v1",
    kind: "ExternalSecret",
    plural: "externalsecrets",
    from: "the External Secrets Operator",
    when: has(["externalSecrets"]),
  },
];

/** The kinds of objects that a stack with this config makes, or that are made for it. */
export function requiredKinds(config: StackConfig): RequiredKind[] {
  return rows.filter(({ when }) => when?.(config) ?? true);
}
