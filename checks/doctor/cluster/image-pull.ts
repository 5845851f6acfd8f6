import { failed } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { PULL_FAULTS, runningContainers } from "./pods";

export const imagePull: ClusterCheck = {
  id: "image-pull",
  title: "The images can be fetched",
  meaning: "The node could not get the container image.",
  causes: [
    "The registry asks for credentials: `images.pullSecrets`.",
    "The tag or digest does not exist in the registry or its mirror.",
    "The node can't reach the registry.",
  ],
  remedy:
    "kubectl describe pod NAME has the registry's answer; set `images` in the stack config accordingly.",
  look(view) {
    return runningContainers(view).flatMap(({ pod, name, image, state }) => {
      const { reason = "", message } = state?.waiting ?? {};
      if (!PULL_FAULTS.includes(reason)) return [];
      const said = message === undefined ? "" : `: ${unstopped(message)}`;
      const evidence = `The image ${image ?? "of " + name} can't be fetched (${reason}${said}).`;
      return [{ subject: pod, ...failed(evidence) }];
    });
  },
};
