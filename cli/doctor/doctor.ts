import path from "node:path";

import { diagnose, type DoctorSubject } from "../../checks/doctor/diagnose";
import { wrap } from "../../messages/wrap";
import { redactDeep, redactor } from "../../messages/redact";
import { plainSecrets } from "../../config/secret-text";
import { checkTable } from "../check-table";
import { printJson, type CommandContext } from "../command-context";
import type { DoctorOptions } from "./options";
import { doctorSubject } from "./subject";
import type { DoctorReport } from "./report";
import { EXIT } from "../errors";
import { openStack, type OpenedStack } from "../stack";
import { verdictText } from "../verdict-text";
import { packageVersion } from "../version";

/** Runs `doctor`. */
export async function doctor(context: CommandContext, options: DoctorOptions): Promise<number> {
  const { io } = context;
  const stack = openStack(context, { cluster: options.context });
  const [config, outputs, resources, secrets, kubernetes] = await Promise.all([
    stack.config(),
    stack.outputs(),
    stack.resources(),
    stack.secrets(),
    stack.providerSettings("kubernetes"),
  ]);
  const facts = { config, outputs, resources, kubernetes };
  const { subject, known } = await doctorSubject(context, stack, facts, options);
  const diagnosis = await diagnose(subject, { totalLimit: options.timeLimit * 1000 });
  const { login } = subject.target;
  const redact = redactor([
    ...secrets,
    ...plainSecrets(config),
    ...(login === undefined ? [] : [login.password]),
  ]);
  const report: DoctorReport = redactDeep(
    {
      stack: stack.name,
      verdict: diagnosis.verdict,
      results: [...known, ...diagnosis.results],
    },
    redact,
  );
  print(context, report, options.all);
  if (!context.options.json) io.err(wrap(notLookedAt(stack, subject), Math.min(io.columns, 100)));
  if (options.bundle !== undefined) {
    const { bundleFiles, hereVersions, writeBundle } = await import("./bundle.js");
    const file = path.resolve(io.cwd, options.bundle);
    const { snapshot } = diagnosis;
    const versions = hereVersions(packageVersion(), await stack.engineVersion());
    const content = { report, config, outputs, resources, versions, snapshot };
    await writeBundle(file, bundleFiles(content, redact));
    io.err(`Wrote ${file}, without secrets. Review it before you share it.\n`);
  }
  return report.verdict.healthy ? EXIT.ok : EXIT.problems;
}

/** What the report leaves out, and why. */
function notLookedAt({ sandbox }: OpenedStack, { cluster }: DoctorSubject): string {
  if (cluster !== undefined) return "";
  if (sandbox === undefined || sandbox.cluster !== undefined) {
    return "The cluster wasn't checked. Name its context with --context.\n";
  }
  const looked =
    sandbox.login === undefined ? "only the database was" : "only Dex and the database were";
  return `The stack runs in the sandbox, without pods, so ${looked} checked.\n`;
}

function print(
  { io, options: { json } }: CommandContext,
  report: DoctorReport,
  all: boolean,
): void {
  if (json) {
    printJson(io, report);
    return;
  }
  const { results, verdict } = report;
  const telling = ["failed", "changing", "warning"];
  const shown = all ? results : results.filter(({ status }) => telling.includes(status));
  if (shown.length > 0) io.out(`${checkTable(shown, io)}\n`);
  io.out(verdictText(verdict, io));
}
