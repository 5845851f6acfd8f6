import "./compile-cache";
import { existsSync } from "node:fs";
import path from "node:path";

import { projectRoot } from "../../workspace/folders";
import { workspacePlaces } from "../../workspace/places";
import { stopLogin } from "../login/process";
import { stopPostgres } from "../servers/postgres";
import { lockFolder } from "../steps";
import { say } from "../terminal/say";
import { parseCommandLine } from "./command-line";
import { runMain, type CommandContext } from "./main";

const STOP_HELP = `npm stop

Stops what npm start leaves running: Dex and PostgreSQL. Files, rows and state
stay, and the next npm start uses them. npm run down removes everything.
`;

void runMain(stop, { stopped: "Stopped. npm stop stops what is still running." });

/** Ends what runs, and keeps what it has written. */
async function stop({ reporter }: CommandContext): Promise<void> {
  if (asksForHelp()) {
    process.stdout.write(STOP_HELP);
    return;
  }
  const places = workspacePlaces(path.join(projectRoot(), ".sandbox"));
  if (!existsSync(places.folder)) {
    say("There is no sandbox to stop.");
    return;
  }
  const release = await lockFolder(places, reporter);
  try {
    reporter.begin("Login", "stopping Dex and its page");
    reporter.done((await stopLogin(places.login)) ? "stopped" : "not running");
    reporter.begin("PostgreSQL", "stopping the embedded server");
    const stopped = await stopPostgres(places.postgres);
    reporter.done(stopped ? "stopped, its data is kept" : "not running");
  } finally {
    release();
  }
}

function asksForHelp(): boolean {
  const options = { help: { type: "boolean", short: "h", default: false } } as const;
  return parseCommandLine("npm stop", { options }, `\n\n${STOP_HELP}`).values.help;
}
