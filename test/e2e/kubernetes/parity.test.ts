import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { toArgs } from "../../../config/to-args";
import { examples } from "../../moving-from-helm/capabilities/examples";
import { changed, load } from "../../config/support";
import { recordControlPlane } from "../../support/control-plane";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import type { KubeObject } from "../support/kube-client";
import { podsOf } from "./objects";

/** Groups of operators, whose kinds this server has not. */
const foreign = /^(monitoring\.coreos\.com|elbv2\.k8s\.aws)\//;

/** Every distinct object, and every distinct pod, of the examples of all capabilities. */
async function distinctObjects(namespace: string): Promise<Map<string, KubeObject>> {
  const found = new Map<string, KubeObject>();
  const seen = new Set<string>();
  for (const [id, { example }] of Object.entries(examples)) {
    if (example === undefined) continue;
    const args = toArgs(load(changed(example)), (secret) => pulumi.secret(secret));
    const resources = await recordControlPlane(args);
    const objects = resources
      .filter(({ type, inputs }) => type.startsWith("kubernetes:") && inputs.kind !== undefined)
      .map(({ inputs }) => inputs as unknown as KubeObject)
      .filter(({ kind, apiVersion }) => kind !== "Namespace" && !foreign.test(String(apiVersion)));
    for (const object of objects) {
      const placed =
        object.metadata?.namespace === undefined
          ? object
          : { ...object, metadata: { ...object.metadata, namespace } };
      for (const one of [placed, ...podsOf(placed)]) {
        const text = JSON.stringify(one);
        if (seen.has(text)) continue;
        seen.add(text);
        found.set(`${id} ${one.kind ?? ""} ${one.metadata?.name ?? ""}`, one);
      }
    }
  }
  return found;
}

describe("every capability on a real API server", function () {
  // The API server is built at the first time, which takes minutes.
  this.timeout(1_800_000);
  const namespace = "parity";
  let server: KubeApiServer;
  let objects: Map<string, KubeObject>;

  before(async () => {
    objects = await distinctObjects(namespace);
    server = await startKubeApiServer();
  });

  after(() => server.stop());

  it("is admitted at Pod Security's level restricted, without an unknown field or a warning", async () => {
    await server.client.put({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: namespace,
        labels: { "pod-security.kubernetes.io/enforce": "restricted" },
      },
    });
    assert.ok(objects.size > 200, `${objects.size} objects`);
    const complaints: string[] = [];
    for (const [name, object] of objects) {
      const { status, body, warnings } = await server.client.put(object, { dryRun: true });
      const refused = status < 300 ? [] : [`${status} ${String(body.message)}`];
      complaints.push(...[...refused, ...warnings].map((text) => `${name}: ${text}`));
    }
    assert.deepEqual(complaints, []);
  });
});
