import { chownSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { projectRoot } from "../../../workspace/folders";
import type { KubeObject } from "../../e2e/support/kube-client";
import { APP_USER } from "./images";
import { waitUntil, type Objects } from "./objects";
import { isReady } from "./workloads";

/** A Postgres in the cluster, as somebody else than the control plane runs it. */
export interface ClusterPostgres {
  readonly namespace: string;
  readonly name: string;
  /** The administrator's, who is `postgres`. */
  readonly password: string;
}

/** Where the documentation has its Postgres for a cluster on one's own machine. */
const MANIFESTS = path.join(projectRoot(), "examples", "local", "postgres.yaml");

/** Starts the Postgres of the documentation on a volume of its own, and waits until it is ready. */
export async function startClusterPostgres(
  objects: Objects,
  folder: string,
): Promise<ClusterPostgres> {
  const manifests = parseAllDocuments(readFileSync(MANIFESTS, "utf8")).map(
    (document) => document.toJS() as KubeObject,
  );
  const data = path.join(folder, "postgres");
  mkdirSync(data);
  chownSync(data, APP_USER, APP_USER);
  await objects.put([...manifests, volume(data)]);
  const [name, namespace] = ["postgres", "postgres"];
  await waitUntil("Postgres is ready", () => isReady(objects, "StatefulSet", name, namespace));
  return { namespace, name, password: passwordIn(manifests) };
}

/** The claim of the manifests finds it: this cluster has no storage class. */
function volume(data: string): KubeObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: "postgres" },
    spec: {
      accessModes: ["ReadWriteOnce"],
      capacity: { storage: "2Gi" },
      hostPath: { path: data },
      persistentVolumeReclaimPolicy: "Retain",
    },
  };
}

interface Variable {
  readonly name: string;
  readonly value?: string;
}

function passwordIn(manifests: readonly KubeObject[]): string {
  const server = manifests.find(({ kind }) => kind === "StatefulSet");
  const { template } = server?.spec as {
    readonly template: { readonly spec: { readonly containers: readonly { env: Variable[] }[] } };
  };
  const variables = template.spec.containers.flatMap(({ env }) => env);
  return variables.find(({ name }) => name === "POSTGRES_PASSWORD")?.value ?? "";
}
