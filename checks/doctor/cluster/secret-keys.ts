import { failed } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { keysFinding } from "./missing-keys";
import { CONFIG_FAULTS, runningContainers } from "./pods";

export const secretKeys: ClusterCheck = {
  id: "secret-keys",
  title: "The Secrets that pods read are there, with their keys",
  meaning: "A container whose Secret or key is missing is not started at all.",
  causes: [
    "An existing Secret was named in the stack config, and is not in the namespace.",
    "Its key has another name than the stack config says.",
  ],
  remedy:
    "kubectl get secret NAME -o jsonpath='{.data}' shows the keys; make the missing one, or name the right one in the stack config.",
  look(view) {
    const stuck = runningContainers(view).flatMap(({ pod, name, state }) => {
      const { reason = "", message = reason } = state?.waiting ?? {};
      if (!CONFIG_FAULTS.includes(reason)) return [];
      return [{ subject: pod, ...failed(`${name} can't be started: ${unstopped(message)}.`) }];
    });
    const { deployments, secrets } = view;
    return [...deployments.map((each) => keysFinding("Secret", each, secrets)), ...stuck];
  },
};
