import { parseArgs } from "node:util";
import { findOverruns } from "./budget";
import { benchCommands } from "./commands/commands";
import type { Section } from "./measure/section";
import { benchSeed } from "./seed/seed";
import { benchAutomation } from "./update/automation";
import { profileUpdate } from "./update/profile";
import { benchScaling } from "./update/scaling";
import { openStage, type Stage } from "./update/stage";
import { benchUpdate } from "./update/update";

const USAGE = `npm run bench -- [PART...] [--rounds N] [--against FOLDER] [--check] [--profile]

Parts: update, automation, commands, scaling, seed; all unless some are named.
--rounds N   rounds of each comparison (default: 7)
--against F  also update the stack with the program of another checkout, which is built
--check      fail where a ratio is over bench/budget.json
--profile    only leave a CPU profile of the program in an update without changes`;

/** What is measured on a deployed stack. */
const onStage = { update: benchUpdate, commands: benchCommands, scaling: benchScaling };
const alone = { automation: benchAutomation, seed: benchSeed };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "7" },
      against: { type: "string" },
      check: { type: "boolean", default: false },
      profile: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const options = { rounds: Number(values.rounds), against: values.against };
  const all = [...Object.keys(onStage), ...Object.keys(alone)];
  const parts = positionals.length === 0 ? all : positionals;
  const unknown = parts.filter((part) => !all.includes(part));
  if (values.help || unknown.length > 0 || !(options.rounds >= 1)) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (values.profile) {
    console.log(await withStage(profileUpdate));
    return;
  }
  const sections: Section[] = [];
  const report = (section: Section) => {
    sections.push(section);
    console.log(["", section.title, ...section.lines].join("\n"));
  };
  const wanted = <Part extends object>(from: Part) =>
    Object.entries(from).filter(([name]) => parts.includes(name)) as [string, Part[keyof Part]][];
  if (wanted(onStage).length > 0) {
    await withStage(async (stage) => {
      for (const [, bench] of wanted(onStage)) report(await bench(stage, options));
    });
  }
  for (const [, bench] of wanted(alone)) report(await bench(options));
  if (!values.check) return;
  const overruns = findOverruns(sections);
  console.log(
    ["", ...overruns, overruns.length === 0 ? "Within the budget." : "Over the budget."].join("\n"),
  );
  process.exitCode = overruns.length === 0 ? 0 : 1;
}

async function withStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const stage = await openStage();
  return work(stage).finally(() => stage.close());
}

void main();
