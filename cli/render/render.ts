import path from "node:path";

import type { StackConfig } from "../../config";
import { printJson, type CommandContext } from "../command-context";
import { CommandError, EXIT } from "../errors";
import { manifestOf } from "./manifest";
import { writeManifests } from "./output-folder";
import { PROJECT } from "../project";
import { openStack } from "../stack";
import { writeYaml } from "../../yaml/write";

/** The options of `render`. */
export interface RenderOptions {
  readonly output?: string;
  readonly deployed: boolean;
  readonly showSecrets: boolean;
}

/** Runs `render`. */
export async function render(context: CommandContext, options: RenderOptions): Promise<number> {
  const { io } = context;
  const stack = openStack(context, { withoutConfig: options.deployed });
  const resources = options.deployed
    ? await stack.resources()
    : await planned(await stack.config(), stack.name);
  const manifests = resources.flatMap((resource) => manifestOf(resource, options) ?? []);
  if (manifests.length === 0) {
    throw new CommandError(
      `Stack ${stack.name} has no Kubernetes object${options.deployed ? " deployed" : ""}.`,
    );
  }
  if (options.output !== undefined) {
    const folder = path.resolve(io.cwd, options.output);
    const files = writeManifests(folder, manifests);
    if (context.options.json) printJson(io, { folder, files });
    else io.err(`${files.length} files in ${folder}\n`);
  } else if (context.options.json) {
    printJson(io, { apiVersion: "v1", kind: "List", items: manifests });
  } else {
    io.out(manifests.map((manifest) => `---\n${writeYaml(manifest)}`).join(""));
  }
  return EXIT.ok;
}

async function planned(config: StackConfig, stack: string) {
  // The SDKs take a second to load, which the other commands need not wait for.
  const { plannedResources } = await import("./planned-resources.js");
  return plannedResources(config, PROJECT, stack);
}
