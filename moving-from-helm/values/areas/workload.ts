import { isMapping, type Mapping } from "../../../config/path";
import { agentsPort, dexPorts, services as facts } from "../../../facts/services";
import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { dexService, services, type ServiceNames } from "../../service-names";

/** Pods, Services and their settings, which all charts have alike. */
export function importWorkloads(values: ReleaseValues, draft: ConfigDraft, usesDex: boolean): void {
  for (const service of services) {
    if (service === dexService && !usesDex) continue;
    importScale(values, draft, service);
    importAccount(values, draft, service);
    importSecurity(values, draft, service);
    notePorts(values, service);
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
    "The ServiceAccount gets a name of the control plane. If a cloud role trusts the old name, let it trust formance-… too, or create the account yourself and set serviceAccountName.",
  );
}

function importSecurity(
  values: ReleaseValues,
  draft: ConfigDraft,
  { values: prefix, config }: ServiceNames,
): void {
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

function notePorts(values: ReleaseValues, { values: prefix, config }: ServiceNames): void {
  const ports = {
    http: facts[config].port,
    grpc: config === "membership" ? agentsPort : undefined,
    telemetry: config === "dex" ? dexPorts.telemetry : undefined,
  };
  for (const [name, port] of Object.entries(ports)) {
    if (port === undefined) continue;
    const from = `${prefix}.service.ports.${name}.port`;
    const given = values.number(from);
    if (given === undefined || given === port) continue;
    values.note(
      from,
      "changed",
      `The Service's port is ${port}, as the other services and the public entry expect. Change whatever else uses ${given}.`,
    );
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
