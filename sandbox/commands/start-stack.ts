import "../../program/sdk-parts-later";
import path from "node:path";

import { counted } from "../../messages/counted";
import { clusterFolder } from "../../workspace/clusters";
import { projectRoot } from "../../workspace/folders";
import type { CardData, CardStyle } from "../card/card";
import { collectCardData } from "../card/data";
import { findContext } from "../cluster/kubeconfig";
import { requireReachableDatabase } from "../cluster/database";
import { SandboxError } from "../errors";
import { openSandbox, type Sandbox, type SandboxDeployment } from "../sandbox";
import { changesText } from "../stack/changes-text";
import { diagnosticText } from "../stack/diagnostics";
import { preview } from "../stack/operations";
import { progressText } from "../stack/progress";
import { NAMESPACE } from "../stack/stack-settings";
import { confirm } from "../terminal/confirm";
import { say } from "../terminal/say";
import {
  findDex,
  loginFailed,
  loginStep,
  settingsOfLogin,
  withoutLogin,
  type LoginOutcome,
} from "./login-step";
import type { CommandContext } from "./main";
import type { StartArguments } from "./start-arguments";

/** Deploys the stack, runs its login, and ends in the card. */
export async function startStack(args: StartArguments, context: CommandContext): Promise<void> {
  const root = projectRoot();
  const settingsFile = path.join(root, `Pulumi.${args.stack}.yaml`);
  const cluster = clusterOf(args);
  const reachable = cluster && {
    ...findContext(cluster.context, cluster.kubeconfig),
    database: requireReachableDatabase(settingsFile, args.stack),
  };
  const dex = args.login && cluster === undefined ? findDex() : undefined;
  const folder = path.join(root, ".sandbox");
  const sandbox = await openSandbox({
    ...context,
    folder: cluster ? clusterFolder(folder, args.stack, cluster.context) : folder,
    stack: args.stack,
    settingsFile,
    plugins: args.plugins,
    cluster,
    postgresPort: args.postgresPort,
  });
  try {
    if (reachable && !(await agree(sandbox, reachable, args, context))) {
      say("Nothing was changed.");
      return;
    }
    const deployment = await deployStep(sandbox, context);
    await tellChanges(sandbox, deployment, args);
    // The program has loaded them by now; before, they would hold up the start.
    const { connectorPlaces } = await import("../../config/connector-places.js");
    const connectors = connectorPlaces(NAMESPACE, root, settingsFile);
    const planned = dex && (await settingsOfLogin(sandbox, deployment.outputs, args, connectors));
    const login = planned && "port" in planned ? planned : undefined;
    const data = await collectCardData(sandbox, deployment.outputs, {
      stack: args.stack,
      cluster,
      login,
    });
    const { countsText, renderCard } = await import("../card/card.js");
    seedStep(deployment, data.rows && countsText(data.rows), context);
    if (!args.json)
      process.stdout.write(renderCard(data, cardStyle(sandbox.expectedResources === 0)));
    const reason = planned && "reason" in planned ? planned.reason : undefined;
    const outcome =
      dex && login ? await loginStep(sandbox, login, dex, connectors, context) : undefined;
    if (outcome === undefined) await withoutLogin(sandbox, reason, context.reporter);
    if (args.json) process.stdout.write(`${JSON.stringify(withLogin(data, outcome), null, 2)}\n`);
    if (outcome?.failure !== undefined) throw loginFailed(outcome.failure);
  } finally {
    await sandbox.close();
  }
}

/** The facts of the card with those of the login. */
function withLogin(data: CardData, outcome: LoginOutcome | undefined) {
  if (data.login === undefined || outcome === undefined) return data;
  const { failure } = outcome;
  const connectorFailures = "connectorFailures" in outcome ? outcome.connectorFailures : undefined;
  return { ...data, login: { ...data.login, failure, connectorFailures } };
}

async function deployStep(sandbox: Sandbox, context: CommandContext): Promise<SandboxDeployment> {
  const { reporter, interrupt } = context;
  reporter.begin("Deploy", "starting the program");
  let errors = 0;
  const deployment = await sandbox.deploy({
    interrupt,
    onProgress: (progress) => {
      const failed = errors === 0 ? "" : `${counted(errors, "error")}; `;
      reporter.update(failed + progressText(progress, sandbox.expectedResources));
    },
    onDiagnostic: (diagnostic) => {
      // Errors end the run, which then lists them.
      if (diagnostic.severity === "error") errors += interrupt.received ? 0 : 1;
      else reporter.warn(diagnosticText(diagnostic));
    },
  });
  reporter.done(changesText(deployment.changes));
  return deployment;
}

/** Says what a change of an earlier deployment did; a first one makes everything. */
async function tellChanges(
  sandbox: Sandbox,
  deployment: SandboxDeployment,
  args: StartArguments,
): Promise<void> {
  if (sandbox.expectedResources === 0 && !args.verbose && !args.diff) return;
  const { changesReport } = await import("../stack/changes-report.js");
  const lines = changesReport(deployment.changed, deployment.settingsChanged, args);
  for (const line of lines) {
    // The lines of a diff are what they are.
    if (args.diff) process.stderr.write(`  ${line}\n`);
    else say(`  ${line}`, 2);
  }
}

/** Says what a change will touch, and asks. */
async function agree(
  sandbox: Sandbox,
  cluster: { context: string; server: string; database: string },
  args: StartArguments,
  { reporter, interrupt }: CommandContext,
): Promise<boolean> {
  reporter.begin("Preview", "asking the cluster");
  const planned = await preview(sandbox.stack, { interrupt });
  reporter.done(changesText(planned.changes));
  say(
    `\nThis changes the cluster ${cluster.context} (${cluster.server}) and the databases on ${cluster.database}.`,
  );
  return confirm("Deploy?", {
    yes: args.yes,
    signal: interrupt.signal,
    yesCommand: `npm start -- --context ${cluster.context} --stack ${args.stack} --yes`,
  });
}

function seedStep(
  { outputs, changed, seedEntriesLeft }: SandboxDeployment,
  counts: string | undefined,
  { reporter }: CommandContext,
): void {
  // The output tells of the run that wrote the rows, which may be an earlier one.
  const summary: unknown = changed.some(({ part }) => part === "Seed")
    ? outputs.seed?.value
    : undefined;
  if (typeof summary !== "string" && counts === undefined) return;
  reporter.begin("Seed", "reading the rows");
  const changes = typeof summary === "string" ? summary.replace(/, 0 unchanged$/, "") : undefined;
  reporter.done(changes ?? `No changes: ${counts ?? ""}`);
  if (seedEntriesLeft.length === 0) return;
  reporter.notice(
    `No longer in the seed, but still in the database: ${seedEntriesLeft.join(", ")}. ` +
      "To delete rows whose entries are gone, set formance-control-plane:seed.prune to owned, and run npm start.",
  );
}

function clusterOf(args: StartArguments) {
  if (args.context === undefined) return undefined;
  if (args.postgresPort !== undefined) {
    throw new SandboxError(
      "--postgres-port applies to the embedded PostgreSQL, which --context doesn't use.",
    );
  }
  const { context, kubeconfig } = args;
  return { context, kubeconfig: kubeconfig === undefined ? undefined : path.resolve(kubeconfig) };
}

function cardStyle(explains: boolean): CardStyle {
  const colour = process.stdout.isTTY && !process.env.NO_COLOR;
  return { width: Math.min(process.stdout.columns || 80, 120), colour, explains };
}
