import path from "node:path";
import { prepareNodePackages } from "../support/node-packages";
import { preparePrograms } from "../support/programs";
import { RUN_CGROUP, RUN_FOLDER } from "../support/isolation";
import { startCertManager } from "./certificates";
import { startControlPlane } from "./control-plane";
import { makeCredentials } from "./credentials";
import { defineLiveKinds } from "./definitions";
import { startDns } from "./dns";
import { startIngressEntry } from "./entry";
import { importImages } from "./images";
import { makeNetwork } from "./network";
import { startNetworkPolicies } from "./network-policies";
import { startNode, type Node, type NodeParts } from "./node";
import { openObjects, waitUntil, type Objects } from "./objects";
import { startClusterPostgres, type ClusterPostgres } from "./postgres";

/** A Kubernetes cluster of one node, in the namespaces of this process. */
export interface Cluster {
  /** The run's folder; everything in it goes with the run. */
  readonly folder: string;
  /** The path of an administrator's kubeconfig, whose context is `live`. */
  readonly kubeconfig: string;
  readonly parts: NodeParts;
  readonly objects: Objects;
  readonly node: Node;
  readonly postgres: ClusterPostgres;
  /** The authority of the certificates that `live-ca` issues, PEM. */
  readonly authority: string;
}

/** Starts the cluster with its operators and a Postgres; its programs end with the namespaces. */
export async function startCluster(say: (text: string) => void): Promise<Cluster> {
  const { [RUN_FOLDER]: folder, [RUN_CGROUP]: cgroup } = process.env;
  if (folder === undefined || cgroup === undefined) {
    throw new Error("The live tests run in namespaces of their own: npm run test:live");
  }
  const logs = path.join(folder, "logs");
  const [programs, packages] = [await preparePrograms(), await prepareNodePackages()];
  const credentials = await makeCredentials(path.join(folder, "pki"));
  const parts = { folder, logs, programs, packages, credentials, cgroup };
  const kubeconfig = credentials.kubeconfig("admin");

  await makeNetwork();
  await startControlPlane(parts);
  say("the control plane answers");
  const objects = openObjects(programs.kubernetes.kubectl, kubeconfig);
  const node = await startNode(parts, (socket) => importImages(parts, socket));
  await waitUntil("the node is ready", () => unreadyNode(objects));
  say("the node is ready");
  await startNetworkPolicies(parts);
  await startDns(objects);
  say("the network answers names, and enforces policies");
  await defineLiveKinds(objects);
  const authority = await startCertManager(parts, objects);
  say("cert-manager has an authority");
  await startIngressEntry(parts, objects);
  const postgres = await startClusterPostgres(objects, folder);
  say("Postgres is ready");
  return { folder, kubeconfig, parts, objects, node, postgres, authority };
}

async function unreadyNode(objects: Objects): Promise<string | undefined> {
  const [node] = await objects.list("v1", "Node");
  const { conditions = [] } = (node?.status ?? {}) as {
    readonly conditions?: readonly { type: string; status: string; message: string }[];
  };
  const ready = conditions.find(({ type }) => type === "Ready");
  return ready?.status === "True" ? undefined : (ready?.message ?? "it has not registered");
}
