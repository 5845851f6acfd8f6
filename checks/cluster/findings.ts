import type { CheckFinding, CheckResult } from "../check";
import { remedyIn } from "../description";
import { clusterChecks, type ClusterCheckId } from "./catalogue";
import { secretReferences } from "./secret-references";
import type { ClusterSnapshot, Condition, ContainerStatus, Deployment, Pod } from "./snapshot";

const GROUP = "cluster";
/** Restarts that a pod may have had, for a node's upgrade or a slow database. */
const RESTARTS = 3;
const DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";

/** What the objects of a control plane say about it; one result for each object and question. */
export function clusterFindings(snapshot: ClusterSnapshot): CheckResult[] {
  return [
    ...secretResults(snapshot),
    ...snapshot.pods.flatMap(podResults),
    ...jobResults(snapshot),
    ...snapshot.deployments.map((deployment) =>
      result("workload-ready", deployment.metadata.name, readiness(deployment)),
    ),
    ...ingressResults(snapshot),
    ...snapshot.certificates.map(({ metadata, status }) =>
      result("certificate-ready", metadata.name, certificateReady(status?.conditions)),
    ),
  ];
}

function result(id: ClusterCheckId, subject: string, finding: CheckFinding): CheckResult {
  return { id, group: GROUP, subject, ...finding, milliseconds: 0 };
}

function failed(id: ClusterCheckId, evidence: string): CheckFinding {
  return { status: "failed", evidence, remedy: remedyOf(id) };
}

function remedyOf(id: ClusterCheckId): string {
  return remedyIn(clusterChecks, id);
}

function secretResults({ deployments, secrets }: ClusterSnapshot): CheckResult[] {
  const known = new Map(secrets.map(({ name, keys }) => [name, keys]));
  return deployments.map(({ metadata, spec }) => {
    const references = secretReferences(spec?.template.spec);
    const missing = references.filter(({ name, key }) => {
      const keys = known.get(name);
      return keys === undefined || (key !== undefined && !keys.includes(key));
    });
    if (missing.length === 0) {
      const evidence = `All ${references.length} keys that it reads are there.`;
      return result("secret-keys", metadata.name, { status: "ok", evidence });
    }
    const words = missing.map(({ name, key }) =>
      known.has(name) && key !== undefined
        ? `the Secret ${name} has no key ${key}`
        : `there is no Secret ${name}`,
    );
    const evidence = `${sentence([...new Set(words)].join("; "))}.`;
    return result("secret-keys", metadata.name, failed("secret-keys", evidence));
  });
}

function podResults({ metadata, status }: Pod): CheckResult[] {
  // A finished Job's pod has nothing left to run.
  if (status?.phase === "Succeeded") return [];
  const containers = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
  const scheduled = status?.conditions?.find(({ type }) => type === "PodScheduled");
  return [
    ...(scheduled?.status === "False"
      ? [
          result(
            "pod-scheduling",
            metadata.name,
            failed(
              "pod-scheduling",
              `It finds no node: ${scheduled.message ?? "no reason given"}.`,
            ),
          ),
        ]
      : []),
    ...containers.flatMap((container) => containerResults(metadata.name, container)),
  ];
}

function containerResults(pod: string, container: ContainerStatus): CheckResult[] {
  const { name, image, restartCount, state, lastState } = container;
  const waiting = state?.waiting?.reason;
  if (
    waiting === "ImagePullBackOff" ||
    waiting === "ErrImagePull" ||
    waiting === "InvalidImageName"
  ) {
    const evidence = `The image ${image ?? "of " + name} can't be fetched (${waiting}).`;
    return [result("image-pull", pod, failed("image-pull", evidence))];
  }
  if (waiting === "CreateContainerConfigError") {
    const evidence = `${name} can't be started: ${state?.waiting?.message ?? waiting}.`;
    return [result("secret-keys", pod, failed("secret-keys", evidence))];
  }
  const end = lastState?.terminated;
  const how =
    end === undefined
      ? ""
      : `, last with exit status ${end.exitCode ?? "?"} (${end.reason ?? "?"})`;
  if (waiting === "CrashLoopBackOff") {
    const evidence = `${name} has ended ${restartCount} times${how}.`;
    return [result("pod-crash", pod, failed("pod-crash", evidence))];
  }
  if (restartCount > RESTARTS) {
    const evidence = `${name} runs, but has ended ${restartCount} times${how}.`;
    return [
      result("pod-crash", pod, { status: "warning", evidence, remedy: remedyOf("pod-crash") }),
    ];
  }
  return [];
}

function jobResults({ jobs }: ClusterSnapshot): CheckResult[] {
  return jobs.map(({ metadata, status }) => {
    const of = (type: string) =>
      status?.conditions?.find(
        (condition) => condition.type === type && condition.status === "True",
      );
    const failure = of("Failed");
    if (failure !== undefined) {
      const reason = [failure.reason, failure.message].filter(Boolean).join(": ");
      const evidence = `It failed ${status?.failed ?? 0} times and was given up${reason === "" ? "" : ` (${reason})`}.`;
      return result("migration", metadata.name, failed("migration", evidence));
    }
    if (of("Complete") !== undefined || (status?.succeeded ?? 0) > 0) {
      return result("migration", metadata.name, { status: "ok", evidence: "It is done." });
    }
    const evidence = `It is not done yet: ${status?.active ?? 0} running, ${status?.failed ?? 0} failed.`;
    return result("migration", metadata.name, {
      status: "warning",
      evidence,
      remedy: remedyOf("migration"),
    });
  });
}

function readiness({ spec, status }: Deployment): CheckFinding {
  const wanted = spec?.replicas ?? 1;
  const ready = status?.readyReplicas ?? 0;
  const evidence = `${ready} of ${wanted} pods are ready`;
  if (ready >= wanted) return { status: "ok", evidence: `${evidence}.` };
  const stuck = status?.conditions?.find(
    ({ type, status: value }) => type === "Progressing" && value === "False",
  );
  const reason = stuck?.message === undefined ? "" : `: ${stuck.message}`;
  // One ready pod serves; none does not.
  return ready > 0 && stuck === undefined
    ? { status: "warning", evidence: `${evidence}.`, remedy: remedyOf("workload-ready") }
    : failed("workload-ready", `${evidence}${reason}.`);
}

function ingressResults({ ingresses, ingressClasses }: ClusterSnapshot): CheckResult[] {
  const names = (ingressClasses ?? []).map(({ metadata }) => metadata.name);
  const standard = ingressClasses?.find(
    ({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === "true",
  )?.metadata.name;
  return ingresses.flatMap(({ metadata, spec, status }) => {
    const chosen = spec?.ingressClassName ?? standard;
    const known = names.length === 0 ? "The cluster has none" : `There are: ${names.join(", ")}`;
    const classFinding: CheckFinding =
      ingressClasses === undefined
        ? { status: "not-done", evidence: "The classes can't be read with these rights." }
        : chosen === undefined
          ? failed("ingress-class", `It has no class, and the cluster no default one. ${known}.`)
          : names.includes(chosen)
            ? { status: "ok", evidence: `Its class is ${chosen}.` }
            : failed("ingress-class", `Its class ${chosen} does not exist. ${known}.`);
    const addresses = (status?.loadBalancer?.ingress ?? []).flatMap(
      ({ ip, hostname }) => ip ?? hostname ?? [],
    );
    const addressFinding: CheckFinding =
      addresses.length > 0
        ? { status: "ok", evidence: `Its address is ${addresses.join(", ")}.` }
        : failed("ingress-address", "It has no address.");
    return [
      result("ingress-class", metadata.name, classFinding),
      result("ingress-address", metadata.name, addressFinding),
    ];
  });
}

function certificateReady(conditions: readonly Condition[] | undefined): CheckFinding {
  const ready = conditions?.find(({ type }) => type === "Ready");
  if (ready?.status === "True") return { status: "ok", evidence: "It is issued." };
  const reason = ready?.message ?? "cert-manager has not looked at it";
  return failed("certificate-ready", `It is not issued: ${reason.replace(/\.$/, "")}.`);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
