import { workloadDefaults, workloadServiceDefaults } from "../../facts/defaults";
import { ownPorts } from "../../facts/own-parts";
import { serviceNames, type Service } from "../../facts/services";
import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";

/** Labels that selectors rely on. */
const ownLabels = ["name", "instance", "component", "part-of", "managed-by"].map(
  (label) => `app.kubernetes.io/${label}`,
);

/** Settings of a service's Deployment that exclude each other or have no effect. */
export const workloadRule: Rule = (context) => {
  for (const service of serviceNames) {
    if (!context.has(service)) continue;
    checkReplicas(context, service);
    checkAccounts(context, service);
    checkLabels(context, service);
    checkService(context, service);
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
      "has no effect with serviceAccountName: that ServiceAccount already exists and isn't changed. Remove one of the two.",
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
  if (context.config[service]?.service?.clusterIp === "None" && type !== "ClusterIP") {
    context.report(
      at("clusterIp"),
      `is None, which the type ${type} can't have. Remove it, or use the type ClusterIP.`,
    );
  }
  const further = (context.config[service]?.extraPorts ?? []).map((port) => port?.name);
  const own = new Set(ownPorts(context.config, service).keys());
  // Said of the agents' port whether it is open now or not.
  if (service === "membership") own.add("grpc");
  const known = [...own, ...further.filter((name) => name !== undefined)];
  for (const port of Object.keys(nodePorts ?? {})) {
    if (known.includes(port)) continue;
    context.report(
      [...at("nodePorts"), port],
      `is not a port of the Service. It has ${known.join(" and ")}.`,
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
