import path from "node:path";

import type { StackConfig } from "../../config";
import { printJson, type CommandContext } from "../command-context";
import { CommandError, EXIT } from "../errors";
import type { Registry } from "../program";
import { manifestOf } from "../render/manifest";
import { writeManifests } from "../render/output-folder";
import { openStack, PROJECT } from "../stack";
import { writeYaml } from "../../yaml/write";

interface RenderOptions {
  readonly output?: string;
  readonly deployed: boolean;
  readonly showSecrets: boolean;
}

/** `render`: a stack's Kubernetes objects as YAML, from its config or from what is deployed. */
export function registerRender({ program, action }: Registry): void {
  program
    .command("render")
    .description("Write a stack's Kubernetes objects as YAML, without a cluster.")
    .option(
      "-o, --output <folder>",
      "write a file for each object into this folder, and remove those of the last time",
    )
    .option("--deployed", "render what the last pulumi up deployed, instead of the config")
    .option("--show-secrets", "print the values of Secrets", false)
    .addHelpText(
      "after",
      `
Without --deployed, a value that pulumi up would generate is a placeholder, and so are the hashes
in the names of Secrets.

Examples:
  control-plane render --stack production | kubeconform -strict -
  control-plane render --stack production --output manifests
  control-plane render --stack production --deployed`,
    )
    .action(action<[RenderOptions]>(render));
}

async function render(context: CommandContext, options: RenderOptions): Promise<number> {
  const { io } = context;
  const stack = await openStack(context);
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
  const { plannedResources } = await import("../render/planned-resources.js");
  return plannedResources(config, PROJECT, stack);
}
