import path from "node:path";

import { diagnose } from "../../checks/doctor/diagnose";
import { redactDeep, redactor } from "../../messages/redact";
import { plainSecrets } from "../../config/secret-text";
import { checkTable } from "../check-table";
import { contextOption, kubeconfigOption } from "../cluster-options";
import { printJson, type CommandContext } from "../command-context";
import { bundleFiles, hereVersions, writeBundle } from "../doctor/bundle";
import { LOGIN_PASSWORD, parseSeconds, type DoctorOptions } from "../doctor/options";
import { doctorSubject } from "../doctor/subject";
import type { DoctorReport } from "../doctor/report";
import { EXIT } from "../errors";
import type { Registry } from "../program";
import { openStack } from "../stack";
import { verdictText } from "../verdict-text";
import { packageVersion } from "../version";

/** `doctor`: from the name of each host to a whole login, and what keeps pods and database down. */
export function registerDoctor({ program, action }: Registry): void {
  program
    .command("doctor")
    .description("Find the first broken link between a user and the control plane.")
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .option("--no-database", "skip Membership's database")
    .option("--login-user <email>", "also log in as this user through the provider's form")
    .option(
      "--login-password-file <file>",
      `the user's password; - is standard input (default: ${LOGIN_PASSWORD})`,
    )
    .option("--ca <file>", "also trust this certificate authority, PEM (default: the stack's)")
    .option(
      "--resolve <host=address...>",
      "resolve a host to this address, such as before its DNS record exists",
    )
    .option("--bundle <file>", "also write a tar.gz for support, without secrets")
    .option("--time-limit <seconds>", "time limit for all checks together", parseSeconds, 30)
    .option("--all", "print every check, including passed ones and those not done", false)
    .addHelpText(
      "after",
      `
Examples:
  control-plane doctor --stack production
  control-plane doctor --stack production --context production-cluster
  control-plane doctor --stack production --context production-cluster --bundle doctor.tar.gz
  control-plane doctor --stack production --login-user test@example.com --login-password-file -
  control-plane doctor --stack new --resolve console.example.com=203.0.113.7`,
    )
    .action(action<[DoctorOptions]>(doctor));
}

async function doctor(context: CommandContext, options: DoctorOptions): Promise<number> {
  const { io } = context;
  const stack = await openStack(context, options.context);
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
  if (!context.options.json && subject.cluster === undefined) {
    io.err("The cluster wasn't checked. Name its context with --context.\n");
  }
  if (options.bundle !== undefined) {
    const file = path.resolve(io.cwd, options.bundle);
    const { snapshot } = diagnosis;
    const versions = hereVersions(packageVersion(), stack.engineVersion);
    const content = { report, config, outputs, resources, versions, snapshot };
    await writeBundle(file, bundleFiles(content, redact));
    io.err(`Wrote ${file}, without secrets. Review it before you share it.\n`);
  }
  return report.verdict.healthy ? EXIT.ok : EXIT.problems;
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
