import { Argument } from "commander";

import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { CommandError, EXIT } from "../errors";
import { type Access, accessOf, type ServiceName } from "../open/access";
import { accessText, TITLES } from "../open/access-text";
import type { Registry } from "../program";
import { openStack } from "../stack";

interface OpenOptions {
  readonly showPassword: boolean;
}

/** `open`: how people log in, and a service in the web browser. */
export function registerOpen({ program, action }: Registry): void {
  program
    .command("open")
    .description("Show how to log in: addresses, first login, fctl; or open a service.")
    .addArgument(
      new Argument("[service]", "open this service in the web browser").choices(
        Object.keys(TITLES),
      ),
    )
    .option("--show-password", "print the first user's password", false)
    .addHelpText(
      "after",
      `
Examples:
  control-plane open --stack production
  control-plane open console --stack production
  control-plane open --stack production --show-password --json`,
    )
    .action(action<[ServiceName | undefined, OpenOptions]>(open));
}

async function open(
  context: CommandContext,
  service: ServiceName | undefined,
  { showPassword }: OpenOptions,
): Promise<number> {
  const { io } = context;
  const stack = await openStack(context);
  const [config, outputs] = await Promise.all([stack.config(), stack.outputs()]);
  const organizations = new Map((config.seed?.organizations ?? []).map((one) => [one.name, one]));
  const all = accessOf(stack.name, outputs, organizations);
  const access = showPassword ? all : withoutPassword(all);
  if (context.options.json) {
    printJson(io, { stack: stack.name, ...access });
  } else if (service === undefined) {
    io.out(accessText(access, { stack: stack.name, color: context.options.color }));
  }
  if (service !== undefined) await openService(context, all, service);
  return EXIT.ok;
}

async function openService({ io, options }: CommandContext, access: Access, service: ServiceName) {
  const found = access.urls.find(({ name }) => name === service);
  if (found === undefined) {
    throw new CommandError(`${TITLES[service]} is not deployed: ${service}.enabled is false.`);
  }
  // It is printed too: on a machine without a browser that is all there is.
  if (!options.json) io.out(`${found.url}\n`);
  await io.openInBrowser(found.url);
}

function withoutPassword({ firstLogin, ...access }: Access): Access {
  return { ...access, ...(firstLogin && { firstLogin: { email: firstLogin.email } }) };
}
