import type { CheckResult } from "../../checks/check";
import type { DoctorDatabase } from "../../checks/database/doctor-checks";
import type { DoctorCluster, Patient } from "../../checks/doctor/examine";
import type { StackConfig } from "../../config";
import type { CommandContext } from "../command-context";
import { CommandError, UsageError } from "../errors";
import { previewWith } from "../seed/run";
import { configuredSpecification } from "../seed/specification-file";
import { stackDatabase } from "../seed/stack-database";
import type { OpenedStack } from "../stack";
import type { StackResource } from "../stack-state";
import { clientSecrets, expectedWorkloads } from "./expected";
import { parseAddresses, readText, testUser, type DoctorOptions } from "./options";
import { doctorTarget } from "./target";

/** What a stack knows of itself. */
export interface StackFacts {
  readonly config: StackConfig;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly StackResource[];
}

/** What is looked at, and what can't be. */
export interface Admission {
  readonly patient: Patient;
  /** Results that are known without looking. */
  readonly known: readonly CheckResult[];
}

/** Makes of a stack and the options what the doctor looks at. */
export async function admit(
  context: CommandContext,
  stack: OpenedStack,
  facts: StackFacts,
  options: DoctorOptions,
): Promise<Admission> {
  const { io } = context;
  const { config, outputs, resources } = facts;
  const login = await testUser(context, options);
  const { ca } = options;
  const target = doctorTarget(outputs, {
    dex: config.oidc === undefined,
    fctl: config.membership?.fctl ?? true,
    addresses: parseAddresses(options.resolve ?? []),
    clientSecrets: clientSecrets(resources),
    ...(login && { login }),
    ...(config.trust?.caBundle !== undefined && { trusted: config.trust.caBundle }),
    ...(ca !== undefined && { ca: readText(io.cwd, ca, "--ca") }),
  });
  const cluster = await clusterOf(options, facts);
  const found = options.database ? await databaseOf(stack, config) : {};
  return {
    patient: {
      target,
      ...(cluster && { cluster }),
      ...(found.database && { database: found.database }),
    },
    known: found.unknown === undefined ? [] : [found.unknown],
  };
}

async function clusterOf(
  { context, kubeconfig, bundle }: DoctorOptions,
  { outputs, resources }: StackFacts,
): Promise<DoctorCluster | undefined> {
  if (context === undefined) return undefined;
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  if (kubeconfig === undefined) config.loadFromDefault();
  else config.loadFromFile(kubeconfig);
  const names = config.getContexts().map(({ name }) => name);
  if (!names.includes(context)) {
    const known = names.length > 0 ? `It has: ${names.join(", ")}.` : "It has none at all.";
    throw new UsageError(`The kubeconfig has no context "${context}". ${known}`);
  }
  config.setCurrentContext(context);
  return {
    config,
    namespace: typeof outputs.namespace === "string" ? outputs.namespace : "formance",
    allLogs: bundle !== undefined,
    expected: expectedWorkloads(resources),
  };
}

async function databaseOf(
  stack: OpenedStack,
  config: StackConfig,
): Promise<{ readonly database?: DoctorDatabase; readonly unknown?: CheckResult }> {
  try {
    const known = await stackDatabase(stack, config);
    const { schema, prune, drift, previous } = known;
    const connection = { ...known.connection, connectTimeoutSeconds: 4 };
    const specification = configuredSpecification(config, previous?.specification);
    const plan = () => previewWith({ connection, schema, specification, prune, drift, previous });
    return {
      database: { connection, schema, ...(config.seed !== undefined && { plan }) },
    };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const unknown: CheckResult = {
      id: "database-connection",
      group: "database",
      subject: "membership",
      status: "not-done",
      evidence: error.message,
      milliseconds: 0,
    };
    return { unknown };
  }
}
