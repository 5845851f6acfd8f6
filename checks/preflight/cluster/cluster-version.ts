import type { StackConfig } from "../../../config/schema";
import { deployedServices } from "../../../facts/deployment";
import type { ClusterApi } from "../../cluster/api";
import { failed, notDone, ok, type CheckFinding } from "../../finding";
import { notAsked, withCluster, type ClusterPreflightCheck } from "./visit";

/** The oldest release that can keep a pod serving while load balancers forget it. */
const OLDEST = { major: 1, minor: 30 } as const;

export const clusterVersion: ClusterPreflightCheck = {
  id: "cluster-version",
  title: "The cluster's release is new enough",
  meaning:
    "Pods that keep serving while load balancers deregister them (`preStopSeconds`) need Kubernetes 1.30 or later.",
  causes: ["The cluster hasn't been upgraded for a long time."],
  remedy: "Set preStopSeconds of each service to 0, or upgrade the cluster.",
  run(visit, signal) {
    const look = async ({ version }: ClusterApi) =>
      versionFinding(visit.config, (await version.getCode()).gitVersion);
    return withCluster(visit, signal, look, notAsked);
  },
};

/** Whether the cluster's release has what the pods of a stack with this config need. */
export function versionFinding(config: StackConfig, gitVersion: string): CheckFinding {
  const release = /^v?(\d+)\.(\d+)/.exec(gitVersion);
  if (release === null) {
    return notDone(`The API server reports the version ${gitVersion}.`);
  }
  const [major, minor] = [Number(release[1]), Number(release[2])];
  const isOld = major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor);
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  if (!isOld) return ok(`Kubernetes ${gitVersion} is at least ${oldest}.`);
  const waiting = waitingServices(config).map((service) => `${service}.preStopSeconds`);
  if (waiting.length === 0) {
    return ok(
      `Kubernetes ${gitVersion} is enough, because no pod keeps serving while it stops (preStopSeconds: 0).`,
    );
  }
  const names = waiting.join(", ");
  return failed(
    `Kubernetes ${gitVersion} is older than ${oldest}, which ${names} need: unless they are 0, the API server refuses the pods.`,
    `Set ${names} to 0, or use a cluster of Kubernetes ${oldest} or later.`,
  );
}

/** The deployed services whose pods go on serving before they end. */
function waitingServices(config: StackConfig): string[] {
  return deployedServices(config).filter((service) => config[service]?.preStopSeconds !== 0);
}
