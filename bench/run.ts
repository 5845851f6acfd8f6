import { runMain, type CommandContext } from "../sandbox/commands/main";
import type { Interrupt } from "../sandbox/terminal/interrupt";
import { checkBudget, readBudget } from "./budget";
import { benchCommands } from "./commands/commands";
import type { Section } from "./measure/section";
import { parseBenchArguments, USAGE } from "./options";
import { benchSeed } from "./seed/seed";
import { benchAutomation } from "./update/automation";
import { profileUpdate } from "./update/profile";
import { benchScaling } from "./update/scaling";
import { openStage, type Stage } from "./update/stage";
import { benchUpdate } from "./update/update";

/** What is measured on a deployed stack. */
const onStage = { update: benchUpdate, commands: benchCommands, scaling: benchScaling };
const alone = { automation: benchAutomation, seed: benchSeed };

void runMain(main, {
  stopping:
    "Stopping: what was started is ended and removed. Ctrl-C again ends the benchmark at once.",
  stopped: "Stopped. Nothing of the benchmark is left.",
  ended: "Ended at once. Its folders and their PostgreSQL are left, most of them in .sandbox-test.",
});

async function main({ interrupt }: CommandContext): Promise<void> {
  const all = [...Object.keys(onStage), ...Object.keys(alone)];
  const args = parseBenchArguments(process.argv.slice(2), all);
  if (args.help) {
    console.log(USAGE);
    return;
  }
  if (args.profile) {
    console.log(await withStage(interrupt, profileUpdate));
    return;
  }
  const budget = args.check ? readBudget() : undefined;
  const options = { ...args, interrupt };
  const sections: Section[] = [];
  const report = (section: Section) => {
    sections.push(section);
    console.log(["", section.title, ...section.lines].join("\n"));
  };
  const wanted = <Part extends object>(from: Part) =>
    Object.entries(from).filter(([name]) => args.parts.includes(name)) as [
      string,
      Part[keyof Part],
    ][];
  if (wanted(onStage).length > 0) {
    await withStage(interrupt, async (stage) => {
      for (const [, bench] of wanted(onStage)) report(await bench(stage, options));
    });
  }
  for (const [, bench] of wanted(alone)) report(await bench(options));
  if (budget === undefined) return;
  checkBudget(sections, budget);
  console.log("\nWithin the budget.");
}

async function withStage<T>(interrupt: Interrupt, work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage(interrupt);
  return work(stage).finally(() => stage.close());
}
