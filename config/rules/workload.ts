import { workloadDefaults, workloadServiceDefaults } from "../../facts/defaults";
import { serviceNames, type Service } from "../../facts/services";
import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";

/** Labels that selectors rely on. */
const ownLabels = ["name", "instance", "component", "part-of", "managed-by"].map(
  (label) => `app.kubernetes.io/${label}`,
);

/** Volumes that the services' pods already have. */
const ownVolumes = new Set(["tmp", "config", "database-ca", "connectors", "trust"]);

const portNames: Readonly<Record<Service, readonly string[]>> = {
  dex: ["http", "telemetry"],
  membership: ["http", "grpc"],
  console: ["http"],
  portal: ["http"],
};

/** Settings of a service's Deployment that exclude each other or have no effect. */
export const workloadRule: Rule = (context) => {
  for (const service of serviceNames) {
    if (!context.has(service)) continue;
    checkReplicas(context, service);
    checkAccounts(context, service);
    checkLabels(context, service);
    checkService(context, service);
    checkPorts(context, service);
    checkVolumes(context, service);
    checkEnd(context, service);
  }
};

function checkReplicas(context: RuleContext, service: Service): void {
  if (!context.has(service, "autoscaling") || !context.has(service, "replicas")) return;
  context.report(
    [service, "replicas"],
    `has no effect with ${context.name(service, "autoscaling")}. Remove one of the two; autoscaling has minReplicas and maxReplicas.`,
  );
}

function checkAccounts(context: RuleContext, service: Service): void {
  const jobs = service === "membership" ? ["migration", "wizard"] : ["migration"];
  for (const path of [[service], ...jobs.map((job) => [service, job])]) {
    if (!context.has(...path, "serviceAccountName")) continue;
    if (!context.has(...path, "serviceAccountAnnotations")) continue;
    context.report(
      [...path, "serviceAccountAnnotations"],
      "has no effect with serviceAccountName: that ServiceAccount exists already and isn't changed. Remove one of the two.",
    );
  }
}

function checkLabels(context: RuleContext, service: Service): void {
  for (const field of ["labels", "podLabels"] as const) {
    for (const label of Object.keys(context.config[service]?.[field] ?? {})) {
      if (!ownLabels.includes(label)) continue;
      context.report(
        [service, field, label],
        "is set by the control plane, and selectors rely on it. Remove it.",
      );
    }
  }
}

function checkService(context: RuleContext, service: Service): void {
  const { type = workloadServiceDefaults.type, nodePorts } = context.config[service]?.service ?? {};
  const at = (key: string): Path => [service, "service", key];
  if (!context.has(service, "service") || !context.isSound(...at("type"))) return;
  const only: readonly [string, readonly string[]][] = [
    ["nodePorts", ["NodePort", "LoadBalancer"]],
    ["externalTrafficPolicy", ["NodePort", "LoadBalancer"]],
    ["loadBalancerClass", ["LoadBalancer"]],
    ["loadBalancerSourceRanges", ["LoadBalancer"]],
  ];
  for (const [key, types] of only) {
    if (!context.has(...at(key)) || types.includes(type)) continue;
    context.report(
      at(key),
      `has no effect with the type ${type}. It needs the type ${types.join(" or ")}.`,
    );
  }
  const further = (context.config[service]?.extraPorts ?? []).map((port) => port?.name);
  const known = [...portNames[service], ...further.filter((name) => name !== undefined)];
  for (const port of Object.keys(nodePorts ?? {})) {
    if (known.includes(port)) continue;
    context.report(
      [...at("nodePorts"), port],
      `is not a port of the Service. It has ${known.join(" and ")}.`,
    );
  }
}

function checkPorts(context: RuleContext, service: Service): void {
  const seen = new Set(portNames[service]);
  for (const [index, port] of (context.config[service]?.extraPorts ?? []).entries()) {
    if (port?.name === undefined) continue;
    if (seen.has(port.name)) {
      context.report(
        [service, "extraPorts", index, "name"],
        "is a port that the server already has. Choose another name.",
      );
    }
    seen.add(port.name);
  }
}

function checkVolumes(context: RuleContext, service: Service): void {
  for (const [index, volume] of (context.config[service]?.volumes ?? []).entries()) {
    const name: unknown = volume?.name;
    if (typeof name !== "string" || !ownVolumes.has(name)) continue;
    context.report(
      [service, "volumes", index, "name"],
      "is a volume that the pods already have. Choose another name.",
    );
  }
}

function checkEnd(context: RuleContext, service: Service): void {
  const {
    preStopSeconds = workloadDefaults.preStopSeconds,
    terminationGracePeriodSeconds = workloadDefaults.terminationGracePeriodSeconds,
  } = context.config[service] ?? {};
  if (preStopSeconds < terminationGracePeriodSeconds) return;
  const key = context.has(service, "preStopSeconds")
    ? "preStopSeconds"
    : "terminationGracePeriodSeconds";
  context.report(
    [service, key],
    `leaves no time to stop: preStopSeconds is ${preStopSeconds}, terminationGracePeriodSeconds ${terminationGracePeriodSeconds}, and the second includes the first. Raise the second, or lower the first.`,
  );
}
