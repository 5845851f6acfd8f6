import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import type { KubeObject } from "../../e2e/support/kube-client";
import { moduleFolder } from "../../e2e/support/definitions";
import { waitUntil, type Objects } from "./objects";

/** Go modules that carry the kinds of the cluster's operators. */
const MODULES = [
  // Each at the release that the operator was built with, as its `go.mod` below `sandbox/toolchain`
  // has it.
  { module: "sigs.k8s.io/gateway-api@v1.3.0", folder: "config/crd/standard", files: /^gateway\./ },
  { module: "github.com/cert-manager/cert-manager@v1.21.2", folder: "deploy/crds", files: /yaml$/ },
  {
    module: "github.com/projectcontour/contour@v1.33.8",
    folder: "examples/contour",
    files: /^01-crds/,
  },
] as const;

/** The definitions of the kinds of cert-manager, Contour and the Gateway API. */
export async function prepareLiveDefinitions(): Promise<KubeObject[]> {
  const definitions: KubeObject[] = [];
  for (const { module, folder, files } of MODULES) {
    definitions.push(...(await definitionsIn(module, folder, files)));
  }
  return definitions;
}

/** The objects in the files of a folder of a Go module. */
export async function definitionsIn(
  module: string,
  folder: string,
  files: RegExp,
): Promise<KubeObject[]> {
  const root = path.join(await moduleFolder(module), folder);
  return readdirSync(root)
    .filter((name) => files.test(name))
    .flatMap((file) => parseAllDocuments(readFileSync(path.join(root, file), "utf8")))
    .map((document) => document.toJS() as KubeObject);
}

/** Makes the kinds known, and waits until they are served. */
export async function defineLiveKinds(objects: Objects): Promise<void> {
  const definitions = await prepareLiveDefinitions();
  await objects.put(definitions);
  await waitUntil("the kinds of the operators are served", async () => {
    const served = await objects.list("apiextensions.k8s.io/v1", "CustomResourceDefinition");
    const pending = served.filter(({ status }) => !isEstablished(status));
    return pending.length === 0 && served.length === definitions.length
      ? undefined
      : `${pending.length} of ${definitions.length} are not`;
  });
}

function isEstablished(status: unknown): boolean {
  const { conditions = [] } = (status ?? {}) as {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
  return conditions.some(({ type, status: is }) => type === "Established" && is === "True");
}
