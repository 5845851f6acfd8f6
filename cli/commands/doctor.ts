import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";

import { runChains } from "../../checks/chain";
import type { CheckResult } from "../../checks/check";
import { clusterChecks } from "../../checks/cluster/catalogue";
import { clusterFindings } from "../../checks/cluster/findings";
import { readCluster } from "../../checks/cluster/read";
import { entryChecks } from "../../checks/doctor/catalogue";
import { doctorChains } from "../../checks/doctor/chains";
import { verdictOf } from "../../checks/verdict";
import { checkTable } from "../check-table";
import { printJson, type CommandContext } from "../command-context";
import { doctorTarget } from "../doctor/target";
import { CommandError, EXIT, UsageError } from "../errors";
import type { Registry } from "../program";
import { openStack } from "../stack";
import { verdictText } from "../verdict-text";

interface DoctorOptions {
  readonly resolve?: readonly string[];
  readonly ca?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly all: boolean;
}

const ORDER = [...clusterChecks, ...entryChecks].map(({ id }) => id);

/** `doctor`: from the name of each host to a login's first step, and what keeps the pods down. */
export function registerDoctor({ program, action }: Registry): void {
  program
    .command("doctor")
    .description("Find the first broken link between a user and the control plane.")
    .option("--context <name>", "also look into the cluster, with this context of the kubeconfig")
    .option("--kubeconfig <file>", "the kubeconfig (default: what kubectl uses)")
    .option(
      "--ca <file>",
      "trust this authority too, PEM (default: the stack's own, if it has one)",
    )
    .option(
      "--resolve <host=address...>",
      "look a host up here instead of in DNS; before its record is there",
    )
    .option("--all", "print every check, also what is well and what could not be done", false)
    .addHelpText(
      "after",
      `
Examples:
  control-plane doctor --stack production
  control-plane doctor --stack production --context production-cluster
  control-plane doctor --stack new --resolve console.example.com=203.0.113.7`,
    )
    .action(action<[DoctorOptions]>(doctor));
}

async function doctor(context: CommandContext, options: DoctorOptions): Promise<number> {
  const { io } = context;
  const addresses = parseAddresses(options.resolve ?? []);
  const ca = options.ca === undefined ? undefined : readPem(path.resolve(io.cwd, options.ca));
  const stack = await openStack(context);
  const [config, outputs] = await Promise.all([stack.config(), stack.outputs()]);
  const target = doctorTarget(outputs, {
    dex: config.oidc === undefined,
    addresses,
    ...(ca !== undefined && { ca }),
  });
  const [outside, inside] = await Promise.all([
    runChains(doctorChains(target)),
    options.context === undefined ? [] : lookInside(options.context, options, outputs),
  ]);
  const results = [...inside, ...outside];
  const verdict = verdictOf(results, ORDER);
  if (context.options.json) {
    printJson(io, { stack: stack.name, verdict, results });
  } else {
    const telling = ["failed", "warning"];
    const shown = options.all ? results : results.filter(({ status }) => telling.includes(status));
    if (shown.length > 0) io.out(`${checkTable(shown, io)}\n`);
    io.out(verdictText(verdict));
    if (options.context === undefined) {
      io.err("The cluster was not looked into: name its context by --context.\n");
    }
  }
  return verdict.healthy ? EXIT.ok : EXIT.problems;
}

async function lookInside(
  name: string,
  { kubeconfig }: DoctorOptions,
  outputs: Readonly<Record<string, unknown>>,
): Promise<CheckResult[]> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  if (kubeconfig === undefined) config.loadFromDefault();
  else config.loadFromFile(kubeconfig);
  const names = config.getContexts().map((entry) => entry.name);
  if (!names.includes(name)) {
    const known = names.length > 0 ? `It has: ${names.join(", ")}.` : "It has none at all.";
    throw new UsageError(`The kubeconfig has no context "${name}". ${known}`);
  }
  config.setCurrentContext(name);
  const namespace = typeof outputs.namespace === "string" ? outputs.namespace : "formance";
  try {
    return clusterFindings(await readCluster(config, { namespace }));
  } catch (error) {
    const words = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new CommandError(
      `The cluster of the context ${name} can't be read: ${words ?? ""}. Look at it with: kubectl --context ${name} -n ${namespace} get deployments`,
      { cause: error },
    );
  }
}

function parseAddresses(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [host = "", address = ""] = text.split("=");
      if (host === "" || isIP(address) === 0) {
        throw new UsageError(`--resolve is "${text}"; it has to be HOST=IP-ADDRESS.`);
      }
      return [host, address];
    }),
  );
}

function readPem(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`--ca names ${file}, which can't be read.`);
  }
}
