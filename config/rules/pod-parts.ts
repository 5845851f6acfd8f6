import { posix } from "node:path";
import { commonFolders, ownFolders, ownPorts, ownVolumes } from "../../facts/own-parts";
import { serviceNames, type Service } from "../../facts/services";
import { formatPath, isMapping, valueAt, type Path } from "../path";
import type { Rule, RuleContext } from "./context";

/**
 * Ports, volumes, mounts and containers that a pod would have twice. Kubernetes refuses some of
 * them when the pods are made, and lets the last one win for others.
 */
export const podPartsRule: Rule = (context) => {
  const nodePorts = new Map<number, string>();
  for (const service of serviceNames) {
    if (!context.has(service)) continue;
    checkPorts(context, service);
    checkNodePorts(context, service, nodePorts);
    checkContainers(context, service);
    checkInitMounts(context, service);
    for (const pods of podsOf(context, service)) {
      checkVolumes(context, service, pods);
      checkMounts(context, service, pods);
    }
  }
};

/** The server of a service, and its Jobs and CronJobs that have volumes of their own. */
function podsOf(context: RuleContext, service: Service): Path[] {
  const jobs = ["migration", "wizard", "invitationCleanup", "tokenCleanup", "stackLifeCycle"];
  const paths = jobs.map((job) => [service, job]);
  return [[service], ...paths.filter((path) => context.has(...path))];
}

function listAt(context: RuleContext, path: Path): unknown[] {
  const list = valueAt(context.config, path);
  return Array.isArray(list) ? list : [];
}

function checkPorts(context: RuleContext, service: Service): void {
  const own = ownPorts(context.config, service);
  const names = new Set(own.keys());
  // Kept for the agents' port, whether it is open now or not.
  if (service === "membership") names.add("grpc");
  const numbers = new Set(own.values());
  for (const [index, port] of (context.config[service]?.extraPorts ?? []).entries()) {
    const at = [service, "extraPorts", index];
    if (port?.name !== undefined && names.has(port.name)) {
      context.report(
        [...at, "name"],
        "is a port that the server already has. Choose another name.",
      );
    }
    if (port?.port !== undefined && numbers.has(port.port)) {
      context.report(
        [...at, "port"],
        "is the number of a port that the server already has. Remove it, or choose another number.",
      );
    }
    if (port?.name !== undefined) names.add(port.name);
    if (port?.port !== undefined) numbers.add(port.port);
  }
}

function checkNodePorts(context: RuleContext, service: Service, seen: Map<number, string>): void {
  for (const [name, port] of Object.entries(context.config[service]?.service?.nodePorts ?? {})) {
    if (port === undefined) continue;
    const path = [service, "service", "nodePorts", name];
    const other = seen.get(port);
    if (other === undefined) seen.set(port, formatPath(path));
    else context.report(path, `is already used at ${other}. Every node port is for one Service.`);
  }
}

function checkContainers(context: RuleContext, service: Service): void {
  const seen = new Set<unknown>([service]);
  for (const [index, container] of listAt(context, [service, "initContainers"]).entries()) {
    const name = isMapping(container) ? container.name : undefined;
    if (name === undefined) continue;
    if (seen.has(name)) {
      context.report(
        [service, "initContainers", index, "name"],
        "is a container that the pod already has. Choose another name.",
      );
    }
    seen.add(name);
  }
}

/** Init containers mount what they name; of the pods' own they get only the folder `/tmp`. */
function checkInitMounts(context: RuleContext, service: Service): void {
  for (const [index, container] of listAt(context, [service, "initContainers"]).entries()) {
    const mounts = isMapping(container) ? container.volumeMounts : undefined;
    if (!Array.isArray(mounts)) continue;
    const at: Path = [service, "initContainers", index, "volumeMounts"];
    const seen = new Map<string, string>();
    for (const [position, mount] of mounts.entries()) {
      checkMount(context, {
        service,
        pods: [service],
        at: [...at, position],
        mount,
        own: ["/tmp"],
        seen,
      });
    }
  }
}

function checkVolumes(context: RuleContext, service: Service, pods: Path): void {
  const seen = new Set<unknown>(ownVolumes(context.config, service));
  for (const [index, volume] of listAt(context, [...pods, "volumes"]).entries()) {
    const name = isMapping(volume) ? volume.name : undefined;
    if (name === undefined) continue;
    if (seen.has(name)) {
      context.report(
        [...pods, "volumes", index, "name"],
        "is a volume that the pods already have. Choose another name.",
      );
    }
    seen.add(name);
  }
}

function checkMounts(context: RuleContext, service: Service, pods: Path): void {
  const own = [...commonFolders, ...ownFolders[service]];
  const seen = new Map<string, string>();
  for (const [index, mount] of listAt(context, [...pods, "volumeMounts"]).entries()) {
    checkMount(context, { service, pods, at: [...pods, "volumeMounts", index], mount, own, seen });
  }
}

/** A mount, and the others of its container. */
interface Mount {
  readonly service: Service;
  readonly pods: Path;
  readonly at: Path;
  readonly mount: unknown;
  readonly own: readonly string[];
  readonly seen: Map<string, string>;
}

function checkMount(context: RuleContext, { service, pods, at, mount, own, seen }: Mount): void {
  if (!isMapping(mount)) return;
  checkVolumeOf(context, service, pods, [...at, "name"], mount.name);
  if (typeof mount.mountPath !== "string") return;
  const path = [...at, "mountPath"];
  const folder = posix.normalize(mount.mountPath).replace(/(.)\/$/, "$1");
  const taken = own.find((each) => each === folder || isBelow(folder, each));
  const other = seen.get(folder);
  if (!folder.startsWith("/") || folder === "/" || folder.includes(":")) {
    context.report(
      path,
      "is not a path to mount at. Write a folder's path from the root, without a colon.",
    );
  } else if (taken !== undefined) {
    context.report(
      path,
      `is ${folder === taken ? "" : "below "}a folder that the pods mount for the service itself. Choose another path.`,
    );
  } else if (other !== undefined) {
    context.report(path, `is already used at ${other}. Choose another path.`);
  }
  seen.set(folder, formatPath(path));
}

/** A folder below /tmp is one's own. */
const isBelow = (folder: string, outer: string) =>
  outer !== "/tmp" && folder.startsWith(`${outer}/`);

/** A Job without volumes of its own has those of the server. */
function checkVolumeOf(
  context: RuleContext,
  service: Service,
  pods: Path,
  path: Path,
  name: unknown,
): void {
  if (typeof name !== "string" || ownVolumes(context.config, service).includes(name)) return;
  const at = context.has(...pods, "volumes") ? pods : [service];
  if (!context.isSound(...at, "volumes")) return;
  const volumes = listAt(context, [...at, "volumes"]);
  if (volumes.some((volume) => isMapping(volume) && volume.name === name)) return;
  context.report(path, "isn't a volume of the pods. Add it to volumes, or correct the name.");
}
