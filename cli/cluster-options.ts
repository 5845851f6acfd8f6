import { Option } from "commander";

/** `--context`, of the commands that look into a stack's cluster. */
export function contextOption(): Option {
  return new Option(
    "--context <name>",
    "the cluster, by its context of the kubeconfig (default: kubernetes:context)",
  );
}

/** `--kubeconfig`, of the same commands. */
export function kubeconfigOption(): Option {
  return new Option(
    "--kubeconfig <file>",
    "the kubeconfig (default: kubernetes:kubeconfig, or what kubectl uses)",
  );
}
