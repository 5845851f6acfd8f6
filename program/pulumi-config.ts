import { existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isConfigSecret } from "@pulumi/pulumi/runtime/config";
import type { ConfigSource } from "../config";
import { pulumiCommands } from "../config/commands";
import { decoded } from "../config/source";

declare module "@pulumi/pulumi/runtime/config" {
  // Exported by the SDK, and missing from its types; Config.get would warn of every secret key.
  function isConfigSecret(key: string): boolean;
}

/** What only the caller of an inline program knows. */
export type InlineSource = Required<
  Pick<ConfigSource, "projectDirectory" | "stackFile" | "commands">
>;

/** The config of the stack that runs now, as the loader takes it. */
export function pulumiConfig(inline?: InlineSource): ConfigSource {
  const config = new pulumi.Config();
  const prefix = `${config.name}:`;
  const root = pulumi.runtime.getRootDirectory();
  // An inline program of the Automation API has no project folder, and gets a placeholder.
  const projectDirectory = existsSync(root) ? root : process.cwd();
  const stackFile = join(projectDirectory, `Pulumi.${pulumi.getStack()}.yaml`);
  const keys = Object.keys(pulumi.runtime.allConfig());
  return {
    project: config.name,
    projectDirectory,
    ...(projectDirectory === root && existsSync(stackFile) ? { stackFile } : {}),
    get: (key) => decoded(pulumi.runtime.getConfig(prefix + key)),
    isSecret: (key) => isConfigSecret(prefix + key),
    keys: () => keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
    otherKeys: () => keys.filter((key) => !key.startsWith(prefix)),
    commands: pulumiCommands(config.name, pulumi.getStack()),
    ...inline,
  };
}
