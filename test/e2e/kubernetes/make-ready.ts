import assert from "node:assert/strict";
import { at } from "../../support/mocks";
import { pathOf, type KubeClient, type KubeObject } from "../support/kube-client";
import { namespace, services } from "./forgettable-release";

/** Writes what controllers would: that the stack's pods are available, and endpoints ready. */
export async function makeReady(client: KubeClient): Promise<void> {
  for (const [service, { chart, port }] of Object.entries(services)) {
    const deployment: KubeObject = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: `formance-${service}`, namespace },
    };
    const { body } = await client.request("GET", pathOf(deployment));
    const pods = Number(at(body, "spec", "replicas"));
    const statusPath = `${pathOf(deployment)}/status?fieldManager=controller&force=true`;
    const written = await client.request("PATCH", statusPath, {
      ...deployment,
      status: {
        observedGeneration: at(body, "metadata", "generation"),
        replicas: pods,
        updatedReplicas: pods,
        readyReplicas: pods,
        availableReplicas: pods,
      },
    });
    assert.equal(written.status, 200);
    const name = `acme-${chart}`;
    const { status } = await client.put({
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: `${name}-1`,
        namespace,
        labels: { "kubernetes.io/service-name": name },
      },
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.1.0.1"], conditions: { ready: true } }],
      ports: [{ name: "http", port, protocol: "TCP" }],
    });
    assert.equal(status, 201);
  }
}
