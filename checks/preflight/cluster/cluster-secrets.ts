import type { V1Secret } from "@kubernetes/client-node" with { "resolution-mode": "import" };

import { formatPath } from "../../../config/path";
import { defaults } from "../../../facts/defaults";
import { statusOf, type ClusterApi } from "../../cluster/api";
import { failed, notDone, ok, type CheckFinding } from "../../finding";
import { existingSecrets, type ExistingSecret } from "./existing-secrets";
import { notAsked, withCluster, type ClusterPreflightCheck, type ClusterVisit } from "./visit";

/** A Secret of the namespace, or why it isn't known. */
type Answer = V1Secret | "absent" | "refused";

export const clusterSecrets: ClusterPreflightCheck = {
  id: "cluster-secrets",
  title: "The existing Secrets are in the namespace",
  meaning:
    "Every Secret that the config names is in the namespace, with a value for each key that is read. Secrets that `externalSecrets` fills aren't checked. Without a Secret, pods stay in CreateContainerConfigError or ContainerCreating.",
  causes: [
    "The Secret was created in another namespace, or not yet.",
    "The Secret has the key under another name.",
  ],
  remedy:
    "Create it with kubectl -n NAMESPACE create secret generic SECRET --from-file=KEY=FILE, or correct name and key in the stack config.",
  run(visit, signal) {
    return withCluster(visit, signal, (api) => hasSecrets(api, visit), notAsked);
  },
};

/** Whether the Secrets that the config names are there, with a value at each key that is read. */
async function hasSecrets(
  { core }: ClusterApi,
  { config, namespace }: ClusterVisit,
): Promise<CheckFinding> {
  const read = existingSecrets(config);
  const names = [...new Set(read.map(({ name }) => name))].sort();
  const answers = new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Answer]> => [
        name,
        await answerOf(core.readNamespacedSecret({ name, namespace })),
      ]),
    ),
  );
  const isAbsent = [...answers.values()].includes("absent");
  if (isAbsent && (await answerOf(core.readNamespace({ name: namespace }))) === "absent") {
    return withoutNamespace(namespace, config.createNamespace ?? defaults.createNamespace, names);
  }
  const faults = read.flatMap((secret) => faultsOf(secret, answers.get(secret.name)));
  if (faults.length > 0) {
    return failed(
      `In the namespace ${namespace}: ${faults.join("; ")}.`,
      remedyFor(namespace, read, answers),
    );
  }
  const refused = names.filter((name) => answers.get(name) === "refused");
  if (refused.length > 0) {
    return notDone(
      `The kubeconfig's login isn't allowed to read these Secrets in the namespace ${namespace}: ${refused.join(", ")}.`,
    );
  }
  return ok(
    `The namespace ${namespace} has the Secrets that the config names: ${names.join(", ")}.`,
  );
}

async function answerOf<T>(request: Promise<T>): Promise<T | "absent" | "refused"> {
  try {
    return await request;
  } catch (error) {
    if (statusOf(error) === 404) return "absent";
    if (statusOf(error) === 403) return "refused";
    throw error;
  }
}

function withoutNamespace(
  namespace: string,
  isMade: boolean,
  names: readonly string[],
): CheckFinding {
  const missing = `The namespace ${namespace} doesn't exist yet`;
  if (isMade) {
    return notDone(
      `${missing}. The first update creates it, and pods wait until it has these Secrets: ${names.join(", ")}.`,
    );
  }
  return failed(
    `${missing}, and createNamespace is false.`,
    `Create it, with these Secrets: ${names.join(", ")}. kubectl create namespace ${namespace}`,
  );
}

function faultsOf({ path, name, keys }: ExistingSecret, answer: Answer | undefined): string[] {
  if (answer === undefined || answer === "refused") return [];
  const at = formatPath(path);
  if (answer === "absent") return [`${at} names the Secret ${name}, which doesn't exist`];
  const { data = {} } = answer;
  const known = Object.keys(data).sort();
  return keys
    .filter((key) => (data[key] ?? "") === "")
    .map((key) => {
      if (known.includes(key)) return `${at} reads ${key} of the Secret ${name}, which is empty`;
      const has = known.length === 0 ? "has no keys" : `has ${known.join(", ")}`;
      return `${at} reads ${key} of the Secret ${name}, which ${has}`;
    });
}

function remedyFor(
  namespace: string,
  read: readonly ExistingSecret[],
  answers: ReadonlyMap<string, Answer>,
): string {
  const absent = [...answers].filter(([, answer]) => answer === "absent").map(([name]) => name);
  if (absent.length === 0) return "Correct the key in the stack config, or put it into the Secret.";
  const commands = absent.map((name) => {
    const keys = new Set(read.flatMap((secret) => (secret.name === name ? secret.keys : [])));
    const command = `kubectl -n ${namespace} create secret`;
    if (keys.has("tls.crt") && keys.has("tls.key")) {
      return `${command} tls ${name} --cert=FILE --key=FILE`;
    }
    const values = [...keys].map((key) => ` --from-file=${key}=FILE`);
    return `${command} generic ${name}${values.join("")}`;
  });
  return `Correct the name in the stack config, or create the Secret: ${commands.join("; ")}`;
}
