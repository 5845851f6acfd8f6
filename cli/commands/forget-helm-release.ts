import { contextOption, kubeconfigOption } from "../cluster-options";
import type { ForgetOptions } from "../helm/forget-release";
import type { Registry } from "../program";

/** `forget-helm-release`: the last step of a move from Helm. */
export function registerForgetHelmRelease({ program, action }: Registry): void {
  program
    .command("forget-helm-release")
    .description("End a Helm release whose Services a stack has taken over.")
    .requiredOption("--release <name>", "name of the Helm release")
    .option("--namespace <name>", "namespace of the release (default: the stack's)")
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .option("--keep <kind/name...>", "leave these objects of the release in the cluster")
    .option("--yes", "make the changes, instead of only showing them", false)
    .addHelpText(
      "after",
      `
Deletes the objects of the release that the stack doesn't need, and at the end Helm's records of the
release. These stay: what the stack has taken over or refers to, volumes, StatefulSets with what they
need, and what the chart itself marks to be kept. Without --yes, and while the stack's pods are not all
available, nothing is changed. A run that failed can be repeated.

Examples:
  control-plane forget-helm-release --release formance --stack acme --context acme-cluster
  control-plane forget-helm-release --release formance --stack acme --context acme-cluster --keep secret/formance-license
  control-plane forget-helm-release --release formance --stack acme --context acme-cluster --yes`,
    )
    .action(
      action<[ForgetOptions]>(async (...args) =>
        (await import("../helm/forget-release.js")).forgetRelease(...args),
      ),
    );
}
