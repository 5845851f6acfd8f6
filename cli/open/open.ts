import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { CommandError, EXIT } from "../errors";
import { type Access, accessInSandbox, accessOf, type ServiceName } from "./access";
import { accessText, TITLES } from "./access-text";
import { deployedSeed } from "../seed/stack-database";
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
  const stack = openStack(context, { withoutConfig: true });
  const [resources, outputs] = await Promise.all([stack.resources(), stack.outputs()]);
  // What the state tells needs no config, which may have problems by now.
  const { organizations = [] } =
    deployedSeed(resources)?.previous.specification ?? (await stack.config()).seed ?? {};
  const joined = new Map(organizations.map((one) => [one.name, one]));
  const deployed = accessOf(stack.name, outputs, joined);
  const { sandbox } = stack;
  const all =
    sandbox === undefined || sandbox.cluster !== undefined
      ? deployed
      : accessInSandbox(deployed, sandbox.login);
  const access = showPassword ? all : withoutPassword(all);
  if (context.options.json) {
    printJson(io, { stack: stack.name, ...access });
  } else if (service === undefined) {
    const { columns } = io;
    io.out(accessText(access, { stack: stack.name, color: context.options.color, columns }));
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
  if (access.sandbox?.running === false) {
    throw new CommandError("The login of the sandbox isn't running. Start it: npm start");
  }
  await io.openInBrowser(found.url);
}

function withoutPassword({ firstLogin, ...access }: Access): Access {
  return { ...access, ...(firstLogin && { firstLogin: { email: firstLogin.email } }) };
}
