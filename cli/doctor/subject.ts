import { messageOf } from "../../messages/errors";
import { defaults } from "../../facts/defaults";
import type { CheckResult } from "../../checks/check";
import { providerKubeconfig, type KubernetesSettings } from "../../seed/kubeconfig";
import type { DoctorCluster } from "../../checks/doctor/cluster/cluster-access";
import type { DoctorDatabase } from "../../checks/doctor/database/chain";
import type { DoctorSubject } from "../../checks/doctor/diagnose";
import type { StackConfig } from "../../config";
import { isDeployed } from "../../facts/deployment";
import type { CommandContext } from "../command-context";
import { CommandError, UsageError } from "../errors";
import { readOptionFile } from "../read-text";
import { previewWith } from "../seed/run";
import { configuredSpecification } from "../seed/specification-file";
import { stackDatabase } from "../seed/stack-database";
import type { OpenedStack } from "../stack";
import type { StackResource } from "../stack-state";
import { clientIds, clientSecrets, expectedWorkloads, selfSignedAuthority } from "./expected";
import { parseAddresses, testUser, type DoctorOptions } from "./options";
import { doctorTarget, publicOutputs, sandboxTarget } from "./target";

/** What a stack knows of itself. */
export interface StackFacts {
  readonly config: StackConfig;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly StackResource[];
  /** The settings of Pulumi's Kubernetes provider. */
  readonly kubernetes: KubernetesSettings;
}

/** What the doctor looks at, and what it can't. */
export interface KnownSubject {
  readonly subject: DoctorSubject;
  /** Results that are known without looking. */
  readonly known: readonly CheckResult[];
}

/** Makes of a stack and the options what the doctor looks at. */
export async function doctorSubject(
  context: CommandContext,
  stack: OpenedStack,
  facts: StackFacts,
  options: DoctorOptions,
): Promise<KnownSubject> {
  const { io } = context;
  const { config, outputs, resources } = facts;
  const inSandbox = stack.sandbox !== undefined && stack.sandbox.cluster === undefined;
  const login = await testUser(context, options);
  if (inSandbox && login !== undefined) {
    throw new UsageError("--login-user logs in through Membership, which the sandbox doesn't run.");
  }
  if (inSandbox && stack.sandbox.login?.running === false) {
    throw new CommandError("The login of the sandbox isn't running. Start it: npm start");
  }
  const { ca } = options;
  if (resources.length === 0) {
    throw new CommandError(
      `Stack ${stack.name} isn't deployed yet. Run pulumi up, then try again.`,
    );
  }
  const cluster = await clusterOf(options, facts);
  const deployed = doctorTarget(publicOutputs(config, outputs, selfSignedAuthority(resources)), {
    place: {
      stack: stack.name,
      namespace: namespaceOf(facts),
      name: config.name ?? defaults.name,
      context: contextOf(cluster),
    },
    dex: isDeployed(config, "dex"),
    fctl: config.membership?.fctl ?? defaults.membership.fctl,
    addresses: parseAddresses(options.resolve ?? []),
    clientIds: clientIds(config),
    clientSecrets: clientSecrets(resources),
    login,
    trusted: config.trust?.caBundle,
    ca: ca === undefined ? undefined : readOptionFile(io.cwd, ca, "--ca"),
  });
  const target = inSandbox ? sandboxTarget(deployed, stack.sandbox.login) : deployed;
  const database = options.database ? await databaseOf(stack, config, inSandbox) : undefined;
  const unknown = [cluster, database].filter((part) => part !== undefined && "status" in part);
  return {
    subject: {
      target,
      cluster: cluster !== undefined && "config" in cluster ? cluster : undefined,
      database: database !== undefined && "schema" in database ? database : undefined,
    },
    known: unknown,
  };
}

/** A deployment that failed has no outputs. */
function namespaceOf({ config, outputs }: StackFacts): string {
  const { namespace } = outputs;
  return typeof namespace === "string" ? namespace : (config.namespace ?? defaults.namespace);
}

function contextOf(cluster: DoctorCluster | CheckResult | undefined): string | undefined {
  return cluster !== undefined && "config" in cluster
    ? cluster.config.getCurrentContext()
    : undefined;
}

/** Nothing where neither the options nor the stack name a cluster: any other may be a wrong one. */
async function clusterOf(
  { context, kubeconfig, bundle }: DoctorOptions,
  facts: StackFacts,
): Promise<DoctorCluster | CheckResult | undefined> {
  const { resources, kubernetes } = facts;
  const settings = {
    kubeconfig: kubeconfig ?? kubernetes.kubeconfig,
    context: context ?? kubernetes.context,
  };
  if (settings.kubeconfig === undefined && settings.context === undefined) return undefined;
  try {
    const config = await providerKubeconfig(settings);
    if (config === undefined) throw new Error("There is no kubeconfig.");
    return {
      config,
      namespace: namespaceOf(facts),
      allLogs: bundle !== undefined,
      expected: expectedWorkloads(resources),
    };
  } catch (error) {
    const evidence = messageOf(error);
    if (context !== undefined || kubeconfig !== undefined) throw new UsageError(evidence);
    // This machine need not have the context that the stack is deployed with elsewhere.
    return notDone("cluster-access", "cluster", settings.context ?? "kubeconfig", evidence);
  }
}

async function databaseOf(
  stack: OpenedStack,
  config: StackConfig,
  plain: boolean,
): Promise<DoctorDatabase | CheckResult> {
  try {
    const known = await stackDatabase(stack);
    const { schema, prune, drift, previous } = known;
    const connection = { ...known.connection, connectTimeoutSeconds: 4 };
    const specification = configuredSpecification(config, previous?.specification);
    const plan = () => previewWith({ connection, schema, specification, prune, drift, previous });
    return { connection, schema, plain, plan: config.seed === undefined ? undefined : plan };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return notDone("database-connection", "database", "membership", error.message);
  }
}

function notDone(id: string, group: string, subject: string, evidence: string): CheckResult {
  return { id, group, subject, status: "not-done", evidence, milliseconds: 0 };
}
