import { ok } from "../../finding";
import { withCluster, type ClusterPreflightCheck } from "./visit";

export const clusterReach: ClusterPreflightCheck = {
  id: "cluster-reach",
  title: "The Kubernetes API answers",
  meaning: "The kubeconfig's context leads to an API server that knows its login.",
  causes: [
    "The context is another one than meant, or its login has expired.",
    "The API server is reached through a VPN or a bastion only.",
  ],
  remedy:
    "Try: kubectl version. Choose the context with: pulumi config set kubernetes:context NAME.",
  run(visit, signal) {
    return withCluster(visit, signal, async ({ version }) => {
      const { gitVersion } = await version.getCode();
      return ok(`The API server answers as Kubernetes ${gitVersion}.`);
    });
  },
};
