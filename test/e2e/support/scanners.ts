import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { runCommand } from "../../../workspace/run-command";
import { preparePackage } from "../../support/python-package";
import type { StackObjects } from "../kubernetes/objects";
import { prepareGoTool } from "./go-tool";

const TIME_LIMIT = 300_000;

/** What a scanner says of an object. */
export interface Finding {
  /** Id of the check. */
  readonly check: string;
  /** `<stack>/<kind>/<name>`. */
  readonly object: string;
  readonly text: string;
}

/** The path of kube-score. */
export function prepareKubeScore(onProgress?: (text: string) => void): Promise<string> {
  return prepareGoTool(
    {
      folder: "kube-score",
      program: "github.com/zegl/kube-score/cmd/kube-score",
      purpose: "Manifests are scored by",
      label: "kube-score 1.20.0",
    },
    onProgress,
  );
}

/** The Python that has checkov. */
export function prepareCheckov(): Promise<string> {
  return preparePackage({
    name: "checkov",
    release: "3.3.30",
    purpose: "Manifests are scanned by",
    probe: "import checkov.main",
  });
}

interface Score {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly summary: string }[] | null;
  }[];
}

/** The best that a check of kube-score gives. */
const BEST = 10;

/** What kube-score finds less than perfect, in all stacks at once. */
export async function kubeScoreFindings(stacks: readonly StackObjects[]): Promise<Finding[]> {
  const binary = await prepareKubeScore();
  return withManifests(stacks, async (_folder, files) => {
    const result = await runCommand(binary, ["score", "--output-format", "json", ...files], {
      timeout: TIME_LIMIT,
    });
    const scores = parse("kube-score", result.stdout, result.stderr) as Score[];
    return scores.flatMap(({ type_meta, object_meta, checks }) =>
      checks
        .filter(({ grade, skipped }) => !skipped && grade < BEST)
        .map(({ check, comments }) => ({
          check: check.id,
          object: `${object_meta.namespace ?? object_meta.name}/${type_meta.kind}/${object_meta.name}`,
          text: (comments ?? []).map(({ summary }) => summary).join("; "),
        })),
    );
  });
}

interface Scan {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      /** `<kind>.<namespace>.<name>` */
      readonly resource: string;
    }[];
  };
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
}

/** What checkov finds in all stacks at once; it asks no server. */
export async function checkovFindings(stacks: readonly StackObjects[]): Promise<Finding[]> {
  const python = await prepareCheckov();
  return withManifests(stacks, async (folder) => {
    const args = ["-I", "-m", "checkov.main", "--directory", folder, "--framework", "kubernetes"];
    const options = ["--output", "json", "--quiet", "--compact", "--skip-download", "--soft-fail"];
    const result = await runCommand(python, [...args, ...options], { timeout: TIME_LIMIT });
    const { results, summary } = parse("checkov", result.stdout, result.stderr) as Scan;
    if (summary.parsing_errors > 0 || summary.passed === 0) {
      throw new Error(`checkov could not read the manifests: ${JSON.stringify(summary)}`);
    }
    return results.failed_checks.map(({ check_id, check_name, resource }) => {
      const [kind = "", namespace = "", ...name] = resource.split(".");
      return {
        check: check_id,
        object: `${namespace}/${kind}/${name.join(".")}`,
        text: check_name,
      };
    });
  });
}

/** The stacks as one YAML file each, in a folder that goes away afterwards. */
async function withManifests<T>(
  stacks: readonly StackObjects[],
  work: (folder: string, files: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "formance-manifests-"));
  try {
    const files = stacks.map(({ stack, objects }) => {
      const file = path.join(folder, `${stack}.yaml`);
      const text = objects.map((object) => stringify(object)).join("---\n");
      // Among them are Secrets, of generated values though.
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    });
    return await work(folder, files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parse(scanner: string, output: string, errors: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`${scanner} failed: ${errors.trim().split("\n").slice(-5).join("\n")}`);
  }
}
