import type { DoctorCluster } from "../../../checks/doctor/cluster/cluster-access";
import { selfSigned } from "../../support/certificates";
import { startServer } from "../../support/https-server";
import { startKubeApiServer } from "../support/kube-apiserver";
import type { KubeObject } from "../support/kube-client";
import { deployedSpec, sharedObjects, type ClusterObject } from "./cluster-objects";

/** A cluster on loopback: a real API server, and what stands for the kubelet of its node. */
export interface Cluster {
  /** Makes a namespace with the objects and their statuses, and says how to look at it. */
  fill(objects: readonly ClusterObject[]): Promise<DoctorCluster>;
  /** Applies one object with its status. */
  put(object: ClusterObject, namespace?: string): Promise<void>;
  /** The log of every container from now on; nothing: containers have none. */
  log(text: string | undefined): void;
  stop(): Promise<void>;
}

/** Starts a cluster with the kinds that the doctor reads. */
export async function startCluster(): Promise<Cluster> {
  const server = await startKubeApiServer();
  let log: string | undefined;
  const kubelet = await startServer(
    (_request, response) => {
      response.writeHead(log === undefined ? 404 : 200, { "content-type": "text/plain" });
      response.end(log ?? "no log");
    },
    await selfSigned({ names: ["127.0.0.1"] }),
  );
  const put = (object: ClusterObject, namespace?: string) =>
    putObject(server.client, object, namespace);
  let filled = 0;
  try {
    for (const object of sharedObjects(kubelet.port)) await put(object);
    return {
      async fill(objects) {
        const namespace = `doctor-${(filled += 1)}`;
        await put({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
        for (const object of objects) await put(object, namespace);
        const { KubeConfig } = await import("@kubernetes/client-node");
        const config = new KubeConfig();
        config.loadFromFile(server.kubeconfig);
        return { config, namespace, expected: [{ name: "membership", spec: deployedSpec }] };
      },
      put,
      log: (text) => (log = text),
      async stop() {
        await kubelet.close();
        await server.stop();
      },
    };
  } catch (error) {
    await kubelet.close();
    await server.stop();
    throw error;
  }
}

/** Plurals that are no kind with an s. */
const PLURALS: Readonly<Record<string, string>> = {
  Ingress: "ingresses",
  IngressClass: "ingressclasses",
};
const CLUSTER_SCOPED = [
  "Namespace",
  "Node",
  "IngressClass",
  "CustomResourceDefinition",
  "ClusterIssuer",
];

interface Client {
  request(
    method: string,
    path: string,
    body?: KubeObject,
  ): Promise<{ readonly status: number; readonly body: KubeObject }>;
}

/** Applies an object, then its status, as the API has them apart. */
async function putObject(
  client: Client,
  { status, ...object }: ClusterObject,
  namespace?: string,
): Promise<void> {
  const { apiVersion = "", kind, metadata } = object;
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = CLUSTER_SCOPED.includes(kind) ? "" : `/namespaces/${namespace ?? ""}`;
  const path = `${root}${place}/${PLURALS[kind] ?? `${kind.toLowerCase()}s`}/${metadata.name}`;
  const apply = async (to: string, body: KubeObject) => {
    // A kind that was just made is served a moment later.
    for (let attempt = 0; ; attempt += 1) {
      const answer = await client.request("PATCH", `${to}?fieldManager=test&force=true`, body);
      if (answer.status < 300) return;
      if (answer.status !== 404 || attempt > 100) {
        throw new Error(`${to} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await apply(path, object);
  if (status !== undefined) await apply(`${path}/status`, { apiVersion, kind, metadata, status });
}
