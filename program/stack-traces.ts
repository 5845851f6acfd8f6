const OPTION = "--stack-trace-limit";

/**
 * Leaves stack traces out where Pulumi's CLI runs the program, for Pulumi's SDK takes one for each
 * promise and resource, which is a tenth of an update's work. A limit in NODE_OPTIONS wins.
 */
export function leaveOutStackTraces(): void {
  if (isRunByCli() && !isLimitGiven()) Error.stackTraceLimit = 0;
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
