import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { CommandError, EXIT } from "../errors";
import { type Access, accessOf, type ServiceName } from "./access";
import { accessText, TITLES } from "./access-text";
import { openStack } from "../stack";

/** The options of `open`. */
export interface OpenOptions {
  readonly showPassword: boolean;
}

/** Runs `open`. */
export async function open(
  context: CommandContext,
  service: ServiceName | undefined,
  { showPassword }: OpenOptions,
): Promise<number> {
  const { io } = context;
  const stack = openStack(context);
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
