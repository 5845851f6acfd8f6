import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Plugin } from "../../checks/preflight/engine/engine";
import type { PreflightTarget } from "../../checks/preflight/preflight";
import { loadConfig } from "../../config";
import { clearSettings, sealedSource } from "../../config/stack-file-source";
import type { CommandContext } from "../command-context";
import { CommandError, UsageError } from "../errors";
import { PROJECT } from "../project";
import { pendingCreates, type Deployment } from "../stack-recover/pending-creates";
import { openStack } from "../stack";

/** A stack's config as the preflight gets it. */
export interface PreflightStack {
  readonly target: PreflightTarget;
  /** Why secrets are not known, where they aren't. */
  readonly sealedBecause?: string;
}

/**
 * The config of a stack with its secrets; without them where they are left closed, or can't be had:
 * there is no Pulumi CLI, no passphrase, or no way to the back end.
 *
 * @throws {ConfigError} naming everything that is wrong with it
 * @throws {CommandError} when neither the CLI nor the stack file has it
 */
export async function preflightStack(
  context: CommandContext,
  options: { readonly secrets: boolean },
): Promise<PreflightStack> {
  const name = context.options.stack;
  if (name === undefined) throw new UsageError("Name the stack: --stack NAME");
  if (!options.secrets) return sealedStack(context, name, "as requested with --no-secrets");
  try {
    const stack = openStack(context);
    const [config, kubernetes, version] = await Promise.all([
      stack.config(),
      stack.providerSettings("kubernetes"),
      stack.engineVersion(),
    ]);
    const needed = neededPlugins(config.database.mode === "managed");
    const engine = {
      version,
      ofSandbox: stack.sandbox !== undefined,
      needed,
      stack: name,
      pendingCreates: async () => pendingCreates((await stack.deployment()) as Deployment),
      installed: () => stack.plugins(),
    };
    return { target: { config, kubernetes, engine } };
  } catch (error) {
    // A config that is wrong is wrong without its secrets too.
    if (!(error instanceof CommandError) || !existsSync(fileOf(context, name))) throw error;
    return sealedStack(context, name, error.message);
  }
}

function sealedStack(context: CommandContext, name: string, reason: string): PreflightStack {
  const file = fileOf(context, name);
  if (!existsSync(file)) {
    throw new CommandError(
      `There is no stack file ${file}. Run the command in the project's folder.`,
    );
  }
  const { source, unreadable } = sealedSource(PROJECT, context.io.cwd, file);
  if (unreadable.length > 0) {
    throw new CommandError(
      `${unreadable.join(", ")}: encrypted as a whole in ${path.basename(file)}, so it can't be read without the stack's secrets (${reason}).`,
    );
  }
  const kubernetes = clearSettings(file, "kubernetes");
  return { target: { config: loadConfig(source), kubernetes }, sealedBecause: reason };
}

/** The plugins of the SDK packages beside this one, in their releases. */
function neededPlugins(postgresql: boolean): Plugin[] {
  const names = ["kubernetes", "random", "tls", ...(postgresql ? ["postgresql"] : [])];
  return names.map((name) => {
    const file = require.resolve(`@pulumi/${name}/package.json`);
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    return { name, version };
  });
}

function fileOf({ io }: CommandContext, name: string): string {
  return path.join(io.cwd, `Pulumi.${name}.yaml`);
}
