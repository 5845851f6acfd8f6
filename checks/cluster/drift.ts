import type { CheckResult } from "../check";
import { failed, result, warned, well } from "./finding";
import { namesOf, referencesOf } from "./references";
import type { ClusterSnapshot, PodSpec } from "./snapshot";

/** A Deployment as the stack's state has it. */
export interface ExpectedWorkload {
  readonly name: string;
  readonly spec: PodSpec;
}

/**
 * Whether the cluster runs what the stack deployed: names of Secrets and ConfigMaps come from their
 * content, so the same names are the same settings.
 */
export function driftResults(
  { deployments }: ClusterSnapshot,
  expected: readonly ExpectedWorkload[],
): CheckResult[] {
  return expected.map(({ name, spec }) => {
    const found = deployments.find(({ metadata }) => metadata.name === name);
    if (found === undefined) {
      const evidence = "The stack has deployed it, but it is not in the namespace.";
      return result("workload-missing", name, failed("workload-missing", evidence));
    }
    const [wanted, actual] = [settingsOf(spec), settingsOf(found.spec?.template.spec)];
    const unlike = [
      ...actual.filter((entry) => !wanted.includes(entry)).map((entry) => `it has ${entry}`),
      ...wanted.filter((entry) => !actual.includes(entry)).map((entry) => `it lacks ${entry}`),
    ];
    return result(
      "config-drift",
      name,
      unlike.length === 0
        ? well("It reads what the stack deployed.")
        : warned("config-drift", `It differs from the stack: ${unlike.join("; ")}.`),
    );
  });
}

function settingsOf(spec: PodSpec | undefined): string[] {
  const references = referencesOf(spec);
  return [
    ...(spec?.containers ?? []).map(({ image }) => `the image ${image ?? ""}`),
    ...namesOf(references, "Secret").map((name) => `the Secret ${name}`),
    ...namesOf(references, "ConfigMap").map((name) => `the ConfigMap ${name}`),
  ];
}
