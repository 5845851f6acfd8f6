import type { ClusterCheck } from "./cluster-check";
import { keysFinding, referencesTo } from "./missing-keys";

export const configMaps: ClusterCheck = {
  id: "config-maps",
  title: "The ConfigMaps that pods read exist, with their keys",
  meaning: "A pod waits, and doesn't start, while a ConfigMap is missing.",
  causes: [
    "A deployment was interrupted between the ConfigMap and the pods that read it.",
    "Someone deleted it by hand.",
  ],
  remedy: "Create it again from the stack: pulumi up --refresh.",
  look({ deployments, configMaps: there }) {
    return deployments
      .filter((deployment) => referencesTo("ConfigMap", deployment).length > 0)
      .map((deployment) => keysFinding("ConfigMap", deployment, there));
  },
};
