import { resourcesOfState } from "../../policy/state";
import { evaluate, type PolicyFinding } from "../../policy/rules";
import { printJson, type CommandContext } from "../command-context";
import { CommandError, EXIT, UsageError } from "../errors";
import { readOptionFile } from "../read-text";
import { openStack } from "../stack";
import { counted } from "../../messages/counted";
import { wrap } from "../../messages/wrap";

/** The options of `policy`. */
export interface PolicyOptions {
  readonly state?: string;
}

/** Runs `policy`. */
export async function policy(context: CommandContext, { state }: PolicyOptions): Promise<number> {
  const { io, options } = context;
  const resources =
    state === undefined
      ? resourcesOfState((await stackToLookAt(context)) ?? {})
      : parsed(state, await textOf(context, state));
  const findings = evaluate(resources);
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  if (options.json) {
    printJson(io, { resources: resources.length, mandatory, findings });
  } else {
    io.out(findings.map((finding) => wrap(textOfFinding(finding), io.columns)).join(""));
    io.out(`${summary(resources.length, findings.length, mandatory)}\n`);
  }
  return mandatory === 0 ? EXIT.ok : EXIT.problems;
}

async function stackToLookAt(context: CommandContext): Promise<unknown> {
  if (context.options.stack === undefined) {
    throw new UsageError("Name the stack, or a file with a state: --stack NAME or --state FILE");
  }
  const stack = openStack(context, { withoutConfig: true });
  if ((await stack.resources()).length === 0) {
    throw new CommandError(
      `Stack ${stack.name} has no resources, so there is nothing to check. Deploy it first: pulumi up --stack ${stack.name}`,
    );
  }
  return stack.deployment();
}

async function textOf({ io }: CommandContext, file: string): Promise<string> {
  return file === "-" ? io.readInput() : readOptionFile(io.cwd, file, "--state");
}

function parsed(file: string, text: string) {
  try {
    return resourcesOfState(JSON.parse(text));
  } catch (error) {
    // The parser's own words quote the file, which may hold secrets.
    const reason = error instanceof TypeError ? error.message : "it is not JSON";
    throw new UsageError(
      `--state ${file} isn't an exported state: ${reason}. Export one with: pulumi stack export --stack NAME --file ${file === "-" ? "state.json" : file}`,
    );
  }
}

function textOfFinding({ rule, level, urn, message }: PolicyFinding): string {
  const [, , type = "", name = ""] = urn.split("::");
  return `${level} ${rule}: ${type.split("$").at(-1) ?? ""} ${name} ${message}\n`;
}

function summary(resources: number, findings: number, mandatory: number): string {
  const seen = counted(resources, "resource");
  if (findings === 0) return `${seen}; no violations.`;
  return `${seen}, ${counted(findings, "violation")}, ${mandatory} of mandatory rules.`;
}
