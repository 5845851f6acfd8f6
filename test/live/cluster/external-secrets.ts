import { EXTERNAL_SECRETS, externalSecretsFile } from "../support/external-secrets";
import { definitionsIn } from "./definitions";
import type { NodeParts } from "./node";
import { waitUntil, type Objects } from "./objects";
import { startProgram } from "./processes";

/** A ClusterSecretStore, as somebody else keeps it. */
export const STORE = "vault";

/** Starts the External Secrets operator with a store that holds these values. */
export async function startExternalSecrets(
  parts: NodeParts,
  objects: Objects,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await objects.put(await definitionsIn(EXTERNAL_SECRETS, "config/crds/bases", /^[^k].*yaml$/));
  const store = {
    apiVersion: "external-secrets.io/v1",
    kind: "ClusterSecretStore",
    metadata: { name: STORE },
    spec: {
      provider: {
        fake: { data: Object.entries(values).map(([key, value]) => ({ key, value })) },
      },
    },
  };
  await waitUntil("the kinds of External Secrets are served", () =>
    objects.put([store]).then(() => undefined),
  );
  await startProgram(parts.logs, {
    name: "external-secrets",
    command: externalSecretsFile(),
    args: ["--metrics-addr", "127.0.0.1:8090"],
    env: { KUBECONFIG: parts.credentials.kubeconfig("admin") },
  });
}
