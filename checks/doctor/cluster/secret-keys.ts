import { failed } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { missingProgram } from "./image-program";
import { keysFinding } from "./missing-keys";
import { CONFIG_FAULTS, runningContainers } from "./pods";

export const secretKeys: ClusterCheck = {
  id: "secret-keys",
  title: "The Secrets that pods read exist, with their keys",
  meaning: "A container doesn't start while a Secret or one of its keys is missing.",
  causes: [
    "The stack config names an existing Secret that isn't in the namespace.",
    "The Secret has the key under another name.",
  ],
  remedy:
    "List the keys with kubectl -n NAMESPACE get secret SECRET -o jsonpath='{.data}'. Add the missing key, or correct the name in the stack config.",
  look(view) {
    const stuck = runningContainers(view).flatMap(({ pod, name, state }) => {
      const { reason = "", message = reason } = state?.waiting ?? {};
      if (!CONFIG_FAULTS.includes(reason) || missingProgram(pod, view) !== undefined) return [];
      const evidence = `${name} can't be started: ${unstopped(message)}.`;
      // The kubelet names it in its message, if at all.
      const remedy = `Read what it lacks: kubectl -n NAMESPACE describe pod ${pod}.`;
      return [{ subject: pod, ...failed(evidence, remedy) }];
    });
    const { deployments, secrets } = view;
    return [...deployments.map((each) => keysFinding("Secret", each, secrets)), ...stuck];
  },
};
