import { isMapping, type Mapping } from "../../../config/path";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { dexService, membershipService, services, type ServiceNames } from "../services";

/** Pods, Services and their settings, which all charts have alike. */
export function importWorkloads(values: ReleaseValues, draft: ConfigDraft, usesDex: boolean): void {
  for (const service of services) {
    if (service === dexService && !usesDex) continue;
    importScale(values, draft, service);
    importPlacement(values, draft, service);
    importAccount(values, draft, service);
    importSecurity(values, draft, service);
    importService(values, draft, service);
    importProbes(values, draft, service);
  }
}

function importScale(
  values: ReleaseValues,
  draft: ConfigDraft,
  { values: prefix, config }: ServiceNames,
): void {
  const at = (key: string) => `${prefix}.${key}`;
  const replicas = at(prefix.startsWith("membership") ? "replicaCount" : "replicas");
  const fixed = values.number(replicas);
  const scaled = {
    minReplicas: values.number(at("autoscaling.minReplicas")),
    maxReplicas: values.number(at("autoscaling.maxReplicas")),
    targetCpuUtilization: values.number(at("autoscaling.targetCPUUtilizationPercentage")),
    targetMemoryUtilization: values.number(at("autoscaling.targetMemoryUtilizationPercentage")),
  };
  if (values.flag(at("autoscaling.enabled")) === true) {
    draft.set(
      `${config}.autoscaling`,
      defined({ maxReplicas: 100, ...defined(scaled) }),
      at("autoscaling"),
    );
  } else {
    draft.set(`${config}.replicas`, fixed, replicas);
  }
  const most = values.get(at("podDisruptionBudget.maxUnavailable"));
  const least = values.get(at("podDisruptionBudget.minAvailable"));
  if (values.flag(at("podDisruptionBudget.enabled")) !== true) return;
  // The chart writes both when both are there, which Kubernetes refuses; 0 stands for none.
  const limit =
    most === undefined || most === 0 ? { minAvailable: least } : { maxUnavailable: most };
  draft.set(
    `${config}.disruptionBudget`,
    defined({ enabled: true, ...limit }),
    at("podDisruptionBudget"),
  );
}

/** Fields that are Kubernetes' own on both sides: their key in the values, and in the config. */
const alike = [
  ["resources", "resources"],
  ["nodeSelector", "nodeSelector"],
  ["tolerations", "tolerations"],
  ["affinity", "affinity"],
  ["topologySpreadConstraints", "topologySpreadConstraints"],
  ["priorityClassName", "priorityClassName"],
  ["volumes", "volumes"],
  ["volumeMounts", "volumeMounts"],
  ["initContainers", "initContainers"],
  ["podAnnotations", "podAnnotations"],
  ["podLabels", "podLabels"],
] as const;

function importPlacement(
  values: ReleaseValues,
  draft: ConfigDraft,
  { values: prefix, config }: ServiceNames,
): void {
  for (const [from, to] of alike) {
    draft.set(`${config}.${to}`, values.get(`${prefix}.${from}`), `${prefix}.${from}`);
  }
  const annotations = `${prefix}.${prefix === dexService.values ? "deploymentAnnotations" : "annotations"}`;
  draft.set(`${config}.annotations`, values.map(annotations), annotations);
}

function importAccount(
  values: ReleaseValues,
  draft: ConfigDraft,
  { values: prefix, config }: ServiceNames,
): void {
  importServiceAccount(values, draft, `${prefix}.serviceAccount`, config);
}

/** The ServiceAccount of a workload or a Job, at the path of its values. */
export function importServiceAccount(
  values: ReleaseValues,
  draft: ConfigDraft,
  from: string,
  to: string,
): void {
  const name = values.text(`${from}.name`);
  const annotations = values.map(`${from}.annotations`);
  if (values.flag(`${from}.create`) === false) {
    draft.set(`${to}.serviceAccountName`, name ?? "default", `${from}.create`);
    return;
  }
  draft.set(`${to}.serviceAccountAnnotations`, annotations, `${from}.annotations`);
  if (name === undefined) return;
  values.note(
    `${from}.name`,
    "changed",
    "The ServiceAccount is named after the control plane. A cloud role that trusts the name must trust formance-… as well, or make the account yourself and name it in serviceAccountName.",
  );
}

function importSecurity(
  values: ReleaseValues,
  draft: ConfigDraft,
  { values: prefix, config }: ServiceNames,
): void {
  const pod = `${prefix}.podSecurityContext`;
  draft.set(`${config}.podSecurityContext`, values.map(pod), pod);
  const container = `${prefix}.securityContext`;
  const { runAsUser, readOnlyRootFilesystem, ...others } = values.map(container) ?? {};
  draft.set(`${config}.runAsUser`, differs(runAsUser, config === "dex" ? 1001 : 1000), container);
  draft.set(`${config}.readOnlyRootFilesystem`, readOnlyRootFilesystem, container);
  const further = Object.fromEntries(
    Object.entries(others).filter(([key, value]) => !isHardened(key, value)),
  );
  if (Object.keys(further).length > 0) draft.set(`${config}.securityContext`, further, container);
}

/** What the control plane sets by itself. */
const hardened: Readonly<Record<string, string>> = {
  runAsNonRoot: "true",
  allowPrivilegeEscalation: "false",
  privileged: "false",
  capabilities: '{"drop":["ALL"]}',
  seccompProfile: '{"type":"RuntimeDefault"}',
};

function isHardened(key: string, value: unknown): boolean {
  return hardened[key] === JSON.stringify(value);
}

function importService(values: ReleaseValues, draft: ConfigDraft, service: ServiceNames): void {
  const { values: prefix, config } = service;
  const at = (key: string) => `${prefix}.service.${key}`;
  const to = (key: string) => `${config}.service.${key}`;
  const type = values.text(at("type"));
  draft.set(to("type"), type === "ClusterIP" ? undefined : type, at("type"));
  draft.set(to("clusterIp"), values.text(at("clusterIP")), at("clusterIP"));
  draft.set(to("annotations"), values.map(at("annotations")), at("annotations"));
  draft.set(to("labels"), values.map(at("labels")), at("labels"));
  const ports = {
    http: config === "dex" ? 5556 : config === "membership" ? 8080 : 3000,
    grpc: 8082,
    telemetry: 5558,
  };
  for (const [port, usual] of Object.entries(ports)) {
    if (port === "grpc" && service !== membershipService) continue;
    if (port === "telemetry" && service !== dexService) continue;
    const given = values.number(at(`ports.${port}.port`));
    draft.set(
      to(`nodePorts.${port}`),
      values.number(at(`ports.${port}.nodePort`)),
      at(`ports.${port}.nodePort`),
    );
    if (given === undefined || given === usual) continue;
    values.note(
      at(`ports.${port}.port`),
      "changed",
      `The Service's port is ${usual}, which the other services and the public entry know. Whoever else used ${given} must change.`,
    );
  }
}

function importProbes(
  values: ReleaseValues,
  draft: ConfigDraft,
  { values: prefix, config }: ServiceNames,
): void {
  for (const probe of ["readiness", "liveness"]) {
    const from = `${prefix}.${probe}Probe.initialDelaySeconds`;
    draft.set(`${config}.probes.${probe}.initialDelaySeconds`, values.number(from), from);
  }
}

function differs(value: unknown, usual: unknown): unknown {
  return value === usual ? undefined : value;
}

function defined(fields: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(isMapping(value) && Object.keys(value).length === 0),
    ),
  );
}
