import { ok } from "../../finding";
import { withCluster, type ClusterPreflightCheck } from "./visit";

export const clusterReach: ClusterPreflightCheck = {
  id: "cluster-reach",
  title: "The Kubernetes API answers",
  meaning: "The kubeconfig's context points to an API server that accepts its login.",
  causes: [
    "The context isn't the one that you meant, or its login has expired.",
    "The API server can be reached only through a VPN or a bastion.",
  ],
  remedy:
    "Try kubectl version. kubectl config get-contexts lists the contexts; choose one with pulumi config set kubernetes:context.",
  run(visit, signal) {
    return withCluster(visit, signal, async ({ version }) => {
      const { gitVersion } = await version.getCode();
      return ok(`The API server runs Kubernetes ${gitVersion}.`);
    });
  },
};
