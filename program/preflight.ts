import * as pulumi from "@pulumi/pulumi";
import type { CheckResult } from "../checks/check";
import type { StackConfig } from "../config";

/**
 * Looks, before anything is registered, whether what the config names answers as it must. With
 * `preflight: warn` it says what it found; with `fail` nothing is deployed as long as a check fails.
 *
 * @throws {pulumi.RunError} that names everything that failed, with `fail`
 */
export async function preflight(project: string, config: StackConfig): Promise<void> {
  const { preflight: mode = "off" } = config;
  if (mode === "off") return;
  const kubernetes = Object.fromEntries(
    ["context", "kubeconfig", "renderYamlToDirectory", "upsertExistingObjects"].map((key) => [
      key,
      pulumi.runtime.getConfig(`kubernetes:${key}`),
    ]),
  );
  // Loaded only where it is asked for: the checks bring clients of their own.
  const { runPreflight } = await import("../checks/preflight/preflight.js");
  const found = (await runPreflight({ config, kubernetes })).filter(
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

function textOf(project: string, { path, subject, id, evidence, remedy }: CheckResult): string {
  const place = path === undefined ? subject : `${project}:${path}`;
  return [`${place} (${id}): ${evidence}`, remedy].filter(Boolean).join("\n    ");
}
