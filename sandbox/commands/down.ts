import "./compile-cache";
import "../../program/sdk-parts-later";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";

import { clusterStacks } from "../../workspace/clusters";
import { projectRoot } from "../../workspace/folders";
import { workspacePlaces } from "../../workspace/places";
import { destroyClusterStack } from "../cluster/destroy-stack";
import { SandboxError } from "../errors";
import { stopLogin } from "../login/process";
import { parsePluginChoice } from "../plugins/choice";
import { removeFiles } from "../stack/remove-files";
import { lockFolder } from "../steps";
import { removePostgres } from "../servers/postgres";
import { reachableFolder } from "../servers/postgres/home";
import { confirm } from "../terminal/confirm";
import { parseCommandLine } from "./command-line";
import { runMain, type CommandContext } from "./main";

const DOWN_HELP = `npm run down -- [options]

Removes everything that npm start created: Dex, PostgreSQL with its data,
files, state, and the stacks that it deployed to clusters. Their databases and
roles stay on their servers. The sandbox's passphrase stays while a stack file
has values that it decrypts. To stop what runs and keep the data: npm stop

  --yes              remove stacks from clusters without asking, which is what
                     a script without a terminal needs
  --forget-clusters  leave stacks on their clusters; remove only what is here
  --plugins KIND     official or local provider plugins
  --help             print this
`;

void runMain(takeDown, {
  stopping: "Stopping: the step in progress is completed first. Ctrl-C again stops it immediately.",
  stopped: "Stopped. npm run down removes the rest.",
});

/** Removes everything that the sandbox made, also what a run left that was cut off. */
async function takeDown(context: CommandContext): Promise<void> {
  const { reporter } = context;
  const args = readArguments();
  if (args.help) {
    process.stdout.write(DOWN_HELP);
    return;
  }
  const places = workspacePlaces(path.join(projectRoot(), ".sandbox"));
  if (!existsSync(places.folder) && !existsSync(reachableFolder(places.postgres))) {
    process.stderr.write("There is no sandbox to remove.\n");
    return;
  }
  const release = await lockFolder(places, reporter);
  try {
    await takeDownClusters(places.folder, args, context);
    reporter.begin("Login", "stopping Dex and its page");
    reporter.done((await stopLogin(places.login)) ? "stopped" : "not running");
    reporter.begin("PostgreSQL", "stopping the embedded server");
    await removePostgres(places.postgres);
    reporter.done("removed, with its data");
    reporter.begin("Files", `removing ${places.folder}`);
    const kept = removeFiles(projectRoot(), places);
    if (kept.length === 0) {
      reporter.done(`removed ${places.folder}`);
    } else {
      reporter.done("removed, except for the passphrase");
      reporter.notice(
        `${places.passphrase} still decrypts the values that npm run secret stored in ${kept.join(", ")}. To remove it too, delete those values and run npm run down again.`,
      );
    }
  } finally {
    release();
  }
}

async function takeDownClusters(
  folder: string,
  args: ReturnType<typeof readArguments>,
  context: CommandContext,
): Promise<void> {
  for (const { places, record } of clusterStacks(folder)) {
    const cluster = record.cluster?.context ?? "";
    if (args.forgetClusters) {
      context.reporter.notice(
        `The stack ${record.stack} stays on the cluster ${cluster}, and is no longer tracked here.`,
      );
    } else {
      const question = `Remove the stack ${record.stack} from the cluster ${cluster}? Its databases and roles stay on their server.`;
      const answer = await confirm(question, {
        yes: args.yes,
        signal: context.interrupt.signal,
        yesCommand: "npm run down -- --yes",
      });
      if (!answer) {
        throw new SandboxError(
          "Nothing was removed. To leave the stack where it is and remove only what is here: npm run down -- --forget-clusters",
        );
      }
      await destroyClusterStack(places, record, args.plugins, context);
    }
    rmSync(places.folder, { recursive: true, force: true });
  }
}

function readArguments() {
  const { values } = parseCommandLine("npm run down", {
    options: {
      yes: { type: "boolean", default: false },
      "forget-clusters": { type: "boolean", default: false },
      plugins: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const forced = process.env.FORMANCE_CONTROL_PLANE_PLUGINS;
  return {
    help: values.help,
    yes: values.yes,
    forgetClusters: values["forget-clusters"],
    plugins: parsePluginChoice(values.plugins ?? forced, "The choice of plugins"),
  };
}
