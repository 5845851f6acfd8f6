import { runCommand } from "../../../workspace/run-command";
import { prepareGoTool } from "./go-tool";
import type { KubeObject } from "./kube-client";

const TIME_LIMIT = 120_000;

/** The path of the evaluator, built from the source of Kubernetes' own admission. */
export function preparePodSecurity(onProgress?: (text: string) => void): Promise<string> {
  return prepareGoTool(
    {
      folder: "pod-security",
      program: ".",
      purpose: "Pods are judged by",
      label: "the evaluator of Pod Security",
    },
    onProgress,
  );
}

/** What the newest version of the level `restricted` forbids of each pod, by the pod's name. */
export async function restrictedFindings(
  pods: readonly KubeObject[],
): Promise<Record<string, string[]>> {
  const input = pods.map((pod) => `${JSON.stringify(pod)}\n`).join("");
  const result = await runCommand(await preparePodSecurity(), [], { input, timeout: TIME_LIMIT });
  if (result.code !== 0) throw new Error(`the evaluator failed: ${result.stderr}`);
  const lines = result.stdout.trim().split("\n");
  return Object.fromEntries(
    lines.map((line) => {
      const { pod, findings } = JSON.parse(line) as { pod: string; findings: string[] };
      return [pod, findings];
    }),
  );
}
