import type { ClusterCheck } from "./cluster-check";
import { keysFinding, referencesTo } from "./missing-keys";

export const configMaps: ClusterCheck = {
  id: "config-maps",
  title: "The ConfigMaps that pods read are there, with their keys",
  meaning: "A pod whose ConfigMap is missing waits for it, and is not started.",
  causes: [
    "A deployment was broken off between the ConfigMap and what reads it.",
    "Somebody deleted it by hand.",
  ],
  remedy: "Make it again from the stack: pulumi up --refresh.",
  look({ deployments, configMaps: there }) {
    return deployments
      .filter((deployment) => referencesTo("ConfigMap", deployment).length > 0)
      .map((deployment) => keysFinding("ConfigMap", deployment, there));
  },
};
