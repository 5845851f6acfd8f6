import { namesOf, referencesOf } from "../../cluster/references";
import type { PodSpec } from "../../cluster/snapshot";
import { ok, warning } from "../../finding";
import type { ClusterCheck } from "./cluster-check";

/** Names of Secrets and ConfigMaps come from their content, so the same names are the same settings. */
export const configDrift: ClusterCheck = {
  id: "config-drift",
  title: "The pods read what the stack deployed",
  meaning:
    "Secrets and ConfigMaps are named after their content, so a different name, or a different image, means settings that aren't the stack's.",
  causes: [
    "Someone changed the Deployment by hand (kubectl edit, set image).",
    "The last update was interrupted before it reached this service.",
  ],
  remedy: "Run pulumi up --refresh, which shows the difference and corrects it.",
  look({ deployments, expected = [] }) {
    return expected.flatMap(({ name, spec }) => {
      const found = deployments.find(({ metadata }) => metadata.name === name);
      if (found === undefined) return [];
      const [deployed, actual] = [settingsOf(spec), settingsOf(found.spec?.template.spec)];
      const unlike = [
        ...actual.filter((entry) => !deployed.includes(entry)).map((entry) => `it has ${entry}`),
        ...deployed.filter((entry) => !actual.includes(entry)).map((entry) => `it lacks ${entry}`),
      ];
      const finding =
        unlike.length === 0
          ? ok("It reads what the stack deployed.")
          : warning(`It differs from the stack: ${unlike.join("; ")}.`);
      return [{ subject: name, ...finding }];
    });
  },
};

function settingsOf(spec: PodSpec | undefined): string[] {
  const references = referencesOf(spec);
  return [
    ...(spec?.containers ?? []).map(({ image }) => `the image ${image ?? ""}`),
    ...namesOf(references, "Secret").map((name) => `the Secret ${name}`),
    ...namesOf(references, "ConfigMap").map((name) => `the ConfigMap ${name}`),
  ];
}
