import { bulletPoints, SANDBOX_ADVICE } from "../card/card";
import { SandboxError } from "../errors";
import { parsePluginChoice, type PluginChoice } from "../plugins/choice";
import { parseCommandLine } from "./command-line";

/** What `npm start` was asked for. */
export interface StartArguments {
  readonly stack: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly plugins: PluginChoice;
  readonly postgresPort?: number;
  /** Whether Dex runs, with the page behind its login. */
  readonly login: boolean;
  readonly loginPort?: number;
  readonly yes: boolean;
  /** Whether each changed object is named. */
  readonly verbose: boolean;
  /** Whether the changed YAML is shown. */
  readonly diff: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

export const START_HELP = `npm start -- [options]

Deploys the stack "dev" to files and an embedded PostgreSQL, and runs its Dex;
with --context, deploys to a cluster.

  --stack NAME          the stack file Pulumi.NAME.yaml (default: dev)
  --context NAME        deploy to this cluster of the kubeconfig
  --kubeconfig FILE     the kubeconfig (default: what kubectl uses)
  --plugins KIND        official or local provider plugins (default: official
                        where they can be downloaded; or the variable
                        FORMANCE_CONTROL_PLANE_PLUGINS)
  --postgres-port PORT  the port of PostgreSQL (default: a free one, kept)
  --no-login            start neither Dex nor the page behind its login
  --login-port PORT     the port of https://console.formance.localhost and the
                        other addresses (default: 8443 or a free one, kept)
  --verbose             name every object that a change touches
  --diff                show the YAML that changes
  --yes                 deploy to a cluster without asking
  --json                print the facts of the card as JSON; in a script, leave
                        npm's own lines out: npm --silent start -- --json
  --help                print this

What is different on a real cluster:
${bulletPoints(SANDBOX_ADVICE, 80).join("\n")}
`;

/** Reads the arguments; a mistake is a {@link SandboxError}. */
export function parseStartArguments(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): StartArguments {
  const values = parse(args, env);
  if (values.kubeconfig !== undefined && values.context === undefined) {
    throw new SandboxError("--kubeconfig needs --context NAME, the context to deploy to.");
  }
  const stack = values.stack ?? "dev";
  if (!/^[\w.-]+$/.test(stack)) {
    throw new SandboxError(
      `--stack is "${stack}"; a stack name may contain only letters, digits, periods, hyphens and underscores.`,
    );
  }
  const loginPort = port(values["login-port"], "--login-port");
  if (loginPort !== undefined && values["no-login"] === true) {
    throw new SandboxError("--login-port has no effect with --no-login.");
  }
  return {
    stack,
    context: values.context,
    kubeconfig: values.kubeconfig,
    postgresPort: port(values["postgres-port"], "--postgres-port"),
    login: values["no-login"] !== true,
    loginPort,
    plugins:
      values.plugins === undefined
        ? parsePluginChoice(env.FORMANCE_CONTROL_PLANE_PLUGINS, "FORMANCE_CONTROL_PLANE_PLUGINS")
        : parsePluginChoice(values.plugins, "--plugins"),
    yes: values.yes ?? false,
    verbose: values.verbose ?? false,
    diff: values.diff ?? false,
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(args: readonly string[], env: NodeJS.ProcessEnv) {
  const options = {
    stack: { type: "string" },
    context: { type: "string" },
    kubeconfig: { type: "string" },
    plugins: { type: "string" },
    "postgres-port": { type: "string" },
    "no-login": { type: "boolean" },
    "login-port": { type: "string" },
    yes: { type: "boolean" },
    verbose: { type: "boolean" },
    diff: { type: "boolean" },
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  return parseCommandLine("npm start", { args: [...args], options }, undefined, env).values;
}

function port(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    throw new SandboxError(`${option} is "${text}"; it must be a number from 1 to 65535.`);
  }
  return number;
}
