import type { V1Secret } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { formatPath } from "../../config/path";
import type { CheckFinding } from "../check";
import { statusOf, type ClusterApi } from "./api";
import type { ExistingSecret } from "./existing-secrets";
import { well } from "./finding";

/** A Secret as it is in the namespace, or why it isn't known. */
type Answer = V1Secret | "absent" | "refused";

/** The namespace that the Secrets are looked for in. */
export interface SecretsPlace {
  readonly namespace: string;
  /** Whether the stack makes it. */
  readonly isMade: boolean;
}

/** Whether the Secrets that the config names are there, with a value at each key that is read. */
export async function hasSecrets(
  { core }: ClusterApi,
  { namespace, isMade }: SecretsPlace,
  wanted: readonly ExistingSecret[],
): Promise<CheckFinding> {
  const names = [...new Set(wanted.map(({ name }) => name))].sort();
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
    return withoutNamespace(namespace, isMade, names);
  }
  const faults = wanted.flatMap((secret) => faultsOf(secret, answers.get(secret.name)));
  if (faults.length > 0) {
    return {
      status: "failed",
      evidence: `In the namespace ${namespace}: ${faults.join("; ")}.`,
      remedy: remedyFor(namespace, wanted, answers),
    };
  }
  const refused = names.filter((name) => answers.get(name) === "refused");
  if (refused.length > 0) {
    return {
      status: "not-done",
      evidence: `The kubeconfig's login may not read these Secrets of the namespace ${namespace}: ${refused.join(", ")}.`,
    };
  }
  return well(`The namespace ${namespace} has what the config names: ${names.join(", ")}.`);
}

async function answerOf<T>(read: Promise<T>): Promise<T | "absent" | "refused"> {
  try {
    return await read;
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
  const missing = `The namespace ${namespace} is not there yet`;
  if (isMade) {
    return {
      status: "not-done",
      evidence: `${missing}. The first update makes it, and pods wait until it has these Secrets: ${names.join(", ")}.`,
    };
  }
  return {
    status: "failed",
    evidence: `${missing}, and createNamespace is false.`,
    remedy: `Make it, with these Secrets in it: ${names.join(", ")}. kubectl create namespace ${namespace}`,
  };
}

function faultsOf({ path, name, keys }: ExistingSecret, answer: Answer | undefined): string[] {
  if (answer === undefined || answer === "refused") return [];
  const at = formatPath(path);
  if (answer === "absent") return [`${at} names the Secret ${name}, which is not there`];
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
  wanted: readonly ExistingSecret[],
  answers: ReadonlyMap<string, Answer>,
): string {
  const absent = [...answers].filter(([, answer]) => answer === "absent").map(([name]) => name);
  if (absent.length === 0) return "Correct the key in the stack config, or put it into the Secret.";
  const commands = absent.map((name) => {
    const keys = new Set(wanted.flatMap((secret) => (secret.name === name ? secret.keys : [])));
    const command = `kubectl -n ${namespace} create secret`;
    if (keys.has("tls.crt") && keys.has("tls.key")) {
      return `${command} tls ${name} --cert=FILE --key=FILE`;
    }
    const values = [...keys].map((key) => ` --from-file=${key}=FILE`);
    return `${command} generic ${name}${values.join("")}`;
  });
  return `Correct the name in the stack config, or make the Secret: ${commands.join("; ")}`;
}
