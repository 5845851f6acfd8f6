import * as pulumi from "@pulumi/pulumi";

const OPTION = "--stack-trace-limit";
/** Options of Node by which a person asks for stack traces. */
const OPTIONS = [OPTION, "--enable-source-maps", "--trace-uncaught"];

/**
 * Leaves out, where Pulumi's CLI runs the program, what Pulumi's SDK prepares for people who look
 * for a fault in a program, a quarter of an update's work: a stack trace for each promise, source
 * maps for those of resources, and four debug messages to the engine for each resource. With an
 * option for stack traces in NODE_OPTIONS everything is there.
 */
export function leaveOutDiagnostics(): void {
  if (!isRunByCli() || areTracesAskedFor()) return;
  Error.stackTraceLimit = 0;
  Reflect.deleteProperty(Error, "prepareStackTrace");
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
  // What is thrown after the program's own function has ended, such as in an Output.
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, tellHow);
}

let isTold = false;

/** Comes after the message of Pulumi's own handler, which has no place in it. */
function tellHow(error: unknown): void {
  if (isTold || pulumi.RunError.isInstance(error) || pulumi.ResourceError.isInstance(error)) return;
  isTold = true;
  void pulumi.log.info(howToTrace);
}

/** What to do to see where an error of the program itself comes from. */
export const howToTrace = `To see where it comes from, run again with NODE_OPTIONS=${OPTION}=50.`;

/** Other programs, such as one that uses the Automation API, go on after this one. */
function isRunByCli(): boolean {
  return /@pulumi[\\/]pulumi[\\/]cmd[\\/]run/.test(process.argv[1] ?? "");
}

function areTracesAskedFor(): boolean {
  const given = [process.env.NODE_OPTIONS ?? "", ...process.execArgv].join(" ");
  return OPTIONS.some((option) => given.replaceAll("_", "-").includes(option));
}
