import { randomBytes } from "node:crypto";
import type { KubeObject } from "../../e2e/support/kube-client";
import { POSTGRES_IMAGE } from "./images";
import { isReady } from "./workloads";
import { waitUntil, type Objects } from "./objects";

/** A Postgres in the cluster, as somebody else than the control plane runs it. */
export interface ClusterPostgres {
  readonly namespace: string;
  readonly service: string;
  /** The administrator's, who is `postgres`. */
  readonly password: string;
}

const NAMESPACE = "postgres";
const NAME = "postgres";
const labels = { app: NAME };

/** Starts it, and waits until it is ready. */
export async function startClusterPostgres(objects: Objects): Promise<ClusterPostgres> {
  const password = randomBytes(18).toString("base64url");
  await objects.put(manifests(password));
  await waitUntil("Postgres is ready", () => isReady(objects, "StatefulSet", NAME, NAMESPACE));
  return { namespace: NAMESPACE, service: NAME, password };
}

function manifests(password: string): KubeObject[] {
  const metadata = { name: NAME, namespace: NAMESPACE };
  const container = {
    name: NAME,
    image: POSTGRES_IMAGE,
    imagePullPolicy: "Never",
    ports: [{ name: "postgres", containerPort: 5432 }],
    env: [
      { name: "POSTGRES_PASSWORD", valueFrom: { secretKeyRef: { name: NAME, key: "password" } } },
    ],
    readinessProbe: { tcpSocket: { port: "postgres" }, periodSeconds: 1 },
    volumeMounts: [{ name: "data", mountPath: "/data" }],
    securityContext: {
      runAsUser: 1000,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    },
  };
  const pod = {
    containers: [container],
    securityContext: { fsGroup: 1000, seccompProfile: { type: "RuntimeDefault" } },
    volumes: [{ name: "data", emptyDir: {} }],
  };
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } },
    { apiVersion: "v1", kind: "Secret", metadata, stringData: { password } },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { selector: labels, ports: [{ name: "postgres", port: 5432 }] },
    },
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata,
      spec: {
        serviceName: NAME,
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: pod },
      },
    },
  ];
}
