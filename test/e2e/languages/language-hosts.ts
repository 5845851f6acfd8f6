import { chmodSync, copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { moduleFolder } from "../support/definitions";
import { prepareGoTool, type GoTool } from "../support/go-tool";

const SDK = "github.com/pulumi/pulumi/sdk/v3";
/** The last releases whose language hosts are part of the SDK's Go module. */
const SDK_RELEASE = "3.67.0";
const GO_RELEASE = "3.66.0";
const YAML = "github.com/pulumi/pulumi-yaml";
const YAML_RELEASE = "1.25.0";

const purpose = "The tests of the languages use";

const yaml: GoTool = {
  folder: "pulumi-yaml",
  program: ".",
  name: "pulumi-language-yaml",
  stamps: { [`${YAML}/pkg/version.Version`]: YAML_RELEASE },
  purpose,
  label: "Pulumi's language host for YAML",
};

const python: GoTool = {
  folder: "pulumi-language",
  program: `${SDK}/python/cmd/pulumi-language-python`,
  name: "pulumi-language-python",
  stamps: { [`${SDK}/go/common/version.Version`]: `v${SDK_RELEASE}` },
  purpose,
  label: "Pulumi's language host for Python",
};

const go: GoTool = {
  folder: "pulumi-language-go",
  program: `${SDK}/go/pulumi-language-go`,
  stamps: { [`${SDK}/go/common/version.Version`]: `v${GO_RELEASE}` },
  purpose,
  label: "Pulumi's language host for Go",
};

const generator: GoTool = {
  folder: "pulumi-sdk-generator",
  program: ".",
  purpose,
  label: "Pulumi's generators of SDKs",
};

/** Gets the program that writes SDKs. */
export function prepareSdkGenerator(
  onProgress: (text: string) => void = () => undefined,
): Promise<string> {
  return prepareGoTool(generator, onProgress);
}

/** The official language hosts of the consumers. */
export interface LanguageHosts {
  readonly yaml: string;
  readonly python: string;
  readonly go: string;
}

/** Gets the language hosts, which Go builds once. */
export async function prepareLanguageHosts(
  onProgress: (text: string) => void = () => undefined,
): Promise<LanguageHosts> {
  return {
    yaml: await prepareGoTool(yaml, onProgress),
    python: await prepareGoTool(python, onProgress),
    go: await prepareGoTool(go, onProgress),
  };
}

/** Puts the language hosts into a folder of programs, that of Node among them. */
export async function installLanguageHosts(folder: string): Promise<void> {
  const hosts = await prepareLanguageHosts();
  for (const host of [hosts.yaml, hosts.go]) {
    symlinkSync(host, path.join(folder, path.basename(host)));
  }
  // The host for Python runs programs by a script beside it.
  copyFileSync(hosts.python, path.join(folder, path.basename(hosts.python)));
  const script = path.join(folder, "pulumi-language-python-exec");
  const source = await moduleFolder(`${SDK}@v${SDK_RELEASE}`);
  copyFileSync(path.join(source, "python/cmd/pulumi-language-python-exec"), script);
  chmodSync(script, 0o755);
  const node = path.join(folder, "pulumi-language-nodejs");
  const program = path.join(projectRoot(), "dist/test/e2e/languages/node-host.js");
  writeFileSync(node, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(node, 0o755);
}
