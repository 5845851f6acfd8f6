import * as pulumi from "@pulumi/pulumi";

const OPTION = "--stack-trace-limit";

/**
 * Leaves out, where Pulumi's CLI runs the program, what Pulumi's SDK prepares for people who look
 * for a fault in a program, a quarter of an update's work: a stack trace for each promise, source
 * maps for those of resources, and four debug messages to the engine for each resource. With a limit
 * of stack traces in NODE_OPTIONS everything is there.
 */
export function leaveOutDiagnostics(): void {
  if (!isRunByCli() || isLimitGiven()) return;
  Error.stackTraceLimit = 0;
  Reflect.deleteProperty(Error, "prepareStackTrace");
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
}

/** What to do to see where an error of the program itself comes from. */
export const howToTrace = `To see where it comes from, run again with NODE_OPTIONS=${OPTION}=50.`;

/** Other programs, such as one that uses the Automation API, go on after this one. */
function isRunByCli(): boolean {
  return /@pulumi[\\/]pulumi[\\/]cmd[\\/]run/.test(process.argv[1] ?? "");
}

function isLimitGiven(): boolean {
  return [process.env.NODE_OPTIONS ?? "", ...process.execArgv].some((text) =>
    text.replaceAll("_", "-").includes(OPTION),
  );
}
