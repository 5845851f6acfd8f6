import type { StackConfig } from "../../config/schema";
import { deployedServices } from "../../facts/deployment";
import type { CheckFinding } from "../check";
import { well } from "./finding";

/** The oldest release that can keep a pod serving while load balancers forget it. */
const OLDEST = { major: 1, minor: 30 } as const;

/** Whether the cluster's release has what the pods of a stack with this config need. */
export function versionFinding(config: StackConfig, gitVersion: string): CheckFinding {
  const release = /^v?(\d+)\.(\d+)/.exec(gitVersion);
  if (release === null) {
    return { status: "not-done", evidence: `The API server calls its release ${gitVersion}.` };
  }
  const [major, minor] = [Number(release[1]), Number(release[2])];
  const isOld = major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor);
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  if (!isOld) return well(`Kubernetes ${gitVersion} is no older than ${oldest}.`);
  const waiting = waitingServices(config).map((service) => `${service}.preStopSeconds`);
  if (waiting.length === 0) {
    return well(
      `Kubernetes ${gitVersion} will do, since no pod goes on serving (preStopSeconds: 0).`,
    );
  }
  return {
    status: "failed",
    evidence: `Kubernetes ${gitVersion} is older than ${oldest}, which ${waiting.join(", ")} need: unless they are 0, the API server refuses the pods.`,
    remedy: `Set ${waiting.join(", ")} to 0, or use a cluster of Kubernetes ${oldest} or later.`,
  };
}

/** The deployed services whose pods go on serving before they end. */
function waitingServices(config: StackConfig): string[] {
  return deployedServices(config).filter((service) => config[service]?.preStopSeconds !== 0);
}
