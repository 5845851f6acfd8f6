import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parse } from "yaml";
import { runCommand } from "../../../workspace/run-command";
import type { KubeClient, KubeObject } from "./kube-client";

/** A Go module that carries the definitions of an operator's kinds. */
interface DefinitionModule {
  readonly module: string;
  readonly version: string;
  readonly folder: string;
  readonly files: readonly string[];
}

const gateway = "gateway.networking.k8s.io";
const modules: readonly DefinitionModule[] = [
  {
    module: "sigs.k8s.io/gateway-api",
    version: "v1.5.1",
    folder: "config/crd/standard",
    files: ["gateways", "grpcroutes", "httproutes", "referencegrants"].map(
      (kind) => `${gateway}_${kind}.yaml`,
    ),
  },
  {
    module: "github.com/cert-manager/cert-manager",
    version: "v1.21.2",
    folder: "deploy/crds",
    files: ["cert-manager.io_certificates.yaml"],
  },
  {
    module: "github.com/external-secrets/external-secrets",
    version: "v1.3.2",
    folder: "config/crds/bases",
    files: ["external-secrets.io_externalsecrets.yaml"],
  },
  {
    module: "sigs.k8s.io/aws-load-balancer-controller",
    version: "v0.0.0-20221203001353-edeb4f1c1312",
    folder: "config/crd/bases",
    files: ["elbv2.k8s.aws_targetgroupbindings.yaml"],
  },
];

/** How long an API server may take until it serves the kinds of new definitions. */
const TIME_LIMIT = 120_000;

/** The definitions of the kinds that a control plane may use; kept in Go's own module cache. */
export async function prepareDefinitions(): Promise<KubeObject[]> {
  const definitions: KubeObject[] = [];
  for (const { module, version, folder, files } of modules) {
    const root = await moduleFolder(`${module}@${version}`);
    for (const file of files) {
      definitions.push(parse(readFileSync(path.join(root, folder, file), "utf8")) as KubeObject);
    }
  }
  return definitions;
}

/** Makes the definitions known to an API server, and waits until it serves their kinds. */
export async function defineKinds(client: KubeClient): Promise<void> {
  const definitions = await prepareDefinitions();
  for (const definition of definitions) {
    const { status, body } = await client.put(definition);
    if (status >= 300) throw new Error(`${nameOf(definition)}: ${String(body.message)}`);
  }
  const end = Date.now() + TIME_LIMIT;
  for (const definition of definitions) {
    while (!(await isServed(client, definition))) {
      if (Date.now() > end) throw new Error(`${nameOf(definition)} is not served`);
      await pause(250);
    }
  }
}

async function isServed(client: KubeClient, definition: KubeObject): Promise<boolean> {
  const { group, names, versions } = definition.spec as DefinitionSpec;
  for (const { name, served } of versions) {
    if (!served) continue;
    const list = await client.request("GET", `/apis/${group}/${name}/${names.plural}`);
    if (list.status !== 200) return false;
  }
  return true;
}

interface DefinitionSpec {
  readonly group: string;
  readonly names: { readonly plural: string };
  readonly versions: readonly { readonly name: string; readonly served: boolean }[];
}

function nameOf({ metadata }: KubeObject): string {
  return metadata?.name ?? "";
}

/**
 * The folder of a Go module, e.g. `sigs.k8s.io/gateway-api@v1.5.1`. One without a release is that of
 * the `go.mod` in `cwd`.
 */
export async function moduleFolder(module: string, cwd = tmpdir()): Promise<string> {
  const env = { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" };
  const options = { cwd, env };
  const { stdout, failure } = await runCommand("go", ["mod", "download", "-json", module], options);
  const answer = stdout.startsWith("{")
    ? (JSON.parse(stdout) as { Dir?: string; Error?: string })
    : {};
  if (answer.Dir === undefined) {
    throw new Error(
      `These tests need ${module}, by Go 1.26 or later from the module proxy: ${answer.Error ?? failure ?? "go failed"}`,
    );
  }
  return answer.Dir;
}
