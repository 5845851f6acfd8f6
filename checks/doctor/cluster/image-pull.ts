import { failed } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { PULL_FAULTS, runningContainers } from "./pods";

export const imagePull: ClusterCheck = {
  id: "image-pull",
  title: "The images can be pulled",
  meaning: "The node couldn't pull the container image.",
  causes: [
    "The registry needs credentials: `images.pullSecrets`.",
    "The registry or its mirror doesn't have the tag or digest.",
    "The node can't reach the registry.",
  ],
  remedy:
    "Read the registry's answer with kubectl -n NAMESPACE describe pod NAME, and correct `images` in the stack config.",
  look(view) {
    return runningContainers(view).flatMap(({ pod, name, image, state }) => {
      const { reason = "", message } = state?.waiting ?? {};
      if (!PULL_FAULTS.includes(reason)) return [];
      const said = message === undefined ? "" : `: ${unstopped(message)}`;
      const evidence = `The image ${image ?? "of " + name} can't be pulled (${reason}${said}).`;
      return [{ subject: pod, ...failed(evidence) }];
    });
  },
};
