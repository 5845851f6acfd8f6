import * as pulumi from "@pulumi/pulumi";
import type { CheckResult } from "../checks/check";
import type { StackConfig } from "../config";
import { defaults } from "../facts/defaults";

/** How long a preview waits for a cluster that doesn't answer, in milliseconds. */
const KINDS_LIMIT = 2_000;

/**
 * Looks, before anything is registered, whether what the config names answers as it must. With
 * `preflight: warn` it says what it found; with `fail` nothing is deployed as long as a check fails.
 *
 * @throws {pulumi.RunError} that names everything that failed, with `fail`
 */
export async function preflight(project: string, config: StackConfig): Promise<void> {
  const { preflight: mode = defaults.preflight } = config;
  if (mode !== "warn" && mode !== "fail") return;
  // Loaded only where it is asked for: the checks bring clients of their own.
  const { runPreflight } = await import("../checks/preflight/preflight.js");
  const found = (await runPreflight({ config, kubernetes: kubernetesSettings() })).filter(
    ({ status }) => status === "failed" || status === "warning",
  );
  const stops = ({ status }: CheckResult) => mode === "fail" && status === "failed";
  for (const result of found.filter((each) => !stops(each))) {
    void pulumi.log.warn(textOf(project, result));
  }
  const failures = found.filter(stops);
  if (failures.length === 0) return;
  const count = failures.length === 1 ? "a problem" : `${failures.length} problems`;
  throw new pulumi.RunError(
    `The preflight found ${count}, so nothing was deployed:\n\n` +
      `${failures.map((failure) => textOf(project, failure)).join("\n\n")}\n`,
  );
}

/**
 * Says in a preview, with `preflight: kinds`, which kinds of operators the cluster lacks. It is to run
 * beside the registrations; a cluster that doesn't answer is the provider's to name.
 */
export async function warnOfLackingKinds(config: StackConfig): Promise<void> {
  const { preflight: mode = defaults.preflight } = config;
  if (mode !== "kinds" || !pulumi.runtime.isDryRun()) return;
  const { lackingKinds } = await import("../checks/preflight/cluster/lacking-kinds.js");
  const found = await lackingKinds(config, kubernetesSettings(), KINDS_LIMIT);
  if (found !== undefined) {
    void pulumi.log.warn([found.evidence, found.remedy].filter(Boolean).join("\n    "));
  }
}

function kubernetesSettings(): Record<string, string | undefined> {
  return Object.fromEntries(
    ["context", "kubeconfig", "renderYamlToDirectory", "upsertExistingObjects"].map((key) => [
      key,
      pulumi.runtime.getConfig(`kubernetes:${key}`),
    ]),
  );
}

function textOf(project: string, { path, subject, id, evidence, remedy }: CheckResult): string {
  const place = path === undefined ? subject : `${project}:${path}`;
  return [`${place} (${id}): ${evidence}`, remedy].filter(Boolean).join("\n    ");
}
