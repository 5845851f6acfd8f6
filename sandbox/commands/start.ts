import "./compile-cache";

import { runMain, type CommandContext } from "./main";
import { parseStartArguments, START_HELP } from "./start-arguments";

void runMain(start, {
  stopping:
    "Stopping: operations in progress are completed first. Ctrl-C again stops them immediately.",
  stopped:
    "Stopped. Finished work is kept: npm start continues from there, npm stop stops what is still running, npm run down removes everything.",
  ended: "Stopped immediately. The next npm start recovers what was interrupted.",
});

async function start(context: CommandContext): Promise<void> {
  const args = parseStartArguments(process.argv.slice(2));
  if (args.help) {
    process.stdout.write(START_HELP);
    return;
  }
  // The engine's SDK takes most of a second to load, in which something has to be seen.
  context.reporter.begin("Start", `opening the stack ${args.stack}`);
  const { startStack } = await import("./start-stack.js");
  await startStack(args, context);
}
