import { messageOf } from "../../messages/errors";
import { once } from "node:events";
import { lookup } from "node:dns/promises";

import type { OutputMap } from "@pulumi/pulumi/automation";

import { findOnPath } from "../../workspace/engine/from-path";
import { loginPlaces } from "../../workspace/login-places";
import { passwordCommand } from "../card/data";
import { planLogin } from "../login/plan";
import { choosePort, startLogin, stopLogin } from "../login/process";
import type { LoginSettings, LoginStatus } from "../login/settings";
import { SandboxError } from "../errors";
import type { Sandbox } from "../sandbox";
import { prepareDex } from "../servers/dex";
import type { Reporter } from "../terminal/reporter";
import type { CommandContext } from "./main";
import type { StartArguments } from "./start-arguments";

/** Dex's program, which may still be built. */
export interface PendingDex {
  readonly found: Promise<{ readonly binary: string } | { readonly failure: string }>;
  /** Hears how the build goes, from now on. */
  listen(onProgress: (text: string) => void): void;
}

/** How the login of a start ended. */
export type LoginOutcome = LoginStatus | { readonly failure: string };

/** Looks for Dex on PATH, or begins to build it. */
export function findDex(): PendingDex {
  let listener: (text: string) => void = () => undefined;
  const onPath = findOnPath("dex");
  const found =
    onPath === undefined
      ? prepareDex((text) => {
          listener(text);
        }).then(
          (binary) => ({ binary }),
          (error: unknown) => ({ failure: messageOf(error) }),
        )
      : Promise.resolve({ binary: onPath });
  return {
    found,
    listen(onProgress) {
      listener = onProgress;
    },
  };
}

/** What the login of a deployed sandbox is started with, or why there is none. */
export async function settingsOfLogin(
  { places, server }: Sandbox,
  outputs: OutputMap,
  args: StartArguments,
): Promise<LoginSettings | { readonly reason: string }> {
  if (server === undefined) return { reason: "Dex runs on the cluster" };
  const { host, port, user, password } = server;
  return planLogin({
    stack: args.stack,
    port: await choosePort(places.login, args.loginPort),
    manifests: places.manifests,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]),
    ),
    database: { host, port, user, password },
    passwordCommand: passwordCommand(args.stack),
  });
}

/** Starts the login, and says how to use it. */
export async function loginStep(
  { places }: Sandbox,
  settings: LoginSettings,
  dex: PendingDex,
  { reporter, interrupt }: CommandContext,
): Promise<LoginOutcome> {
  reporter.begin("Login", "starting Dex");
  dex.listen((text) => {
    reporter.update(text);
  });
  const program = await Promise.race([dex.found, aborted(interrupt.signal)]);
  interrupt.check();
  try {
    if ("failure" in program) throw new Error(program.failure);
    const status = await startLogin(places.login, settings, program.binary);
    if (status.dexFailure !== undefined) throw new Error(status.dexFailure);
    const console = settings.addresses.find(({ service }) => service === "console");
    reporter.done(`open ${console?.url ?? settings.dex.config.issuer}`);
    await tellMore(settings, status, places.login, reporter);
    return status;
  } catch (error) {
    reporter.fail("not running");
    return { failure: messageOf(error) };
  }
}

/** What was asked for isn't there, though all the rest is. */
export function loginFailed(failure: string): SandboxError {
  return new SandboxError(
    `The login isn't running. ${failure}\nEverything else is deployed. To start without a login: npm start -- --no-login`,
  );
}

/** Ends the login of an earlier start, which would tell of an older deployment. */
export async function withoutLogin(
  { places, server }: Sandbox,
  reason: string | undefined,
  reporter: Reporter,
): Promise<void> {
  if (server !== undefined) await stopLogin(places.login);
  if (reason !== undefined) reporter.notice(`There is no login: ${reason}.`);
}

/** Settles when a signal came. */
async function aborted(signal: AbortSignal): Promise<{ readonly failure: string }> {
  if (!signal.aborted) await once(signal, "abort");
  return { failure: "stopped" };
}

async function tellMore(
  settings: LoginSettings,
  status: LoginStatus,
  folder: string,
  reporter: Reporter,
): Promise<void> {
  reporter.notice(trustAdvice(folder));
  for (const [id, failure] of Object.entries(status.connectorFailures)) {
    reporter.warn(`Dex can't open the connector ${id}: ${failure}.`);
  }
  const hosts = [...new Set(settings.addresses.map(({ url }) => new URL(url).hostname))];
  const unknown = await unresolved(hosts);
  const [first] = unknown;
  if (first === undefined) return;
  const line = `127.0.0.1 ${unknown.join(" ")}`;
  reporter.notice(
    first.endsWith(".localhost")
      ? `This system doesn't resolve ${first}. Chrome, Edge and Firefox do so themselves; for other programs, add this line to /etc/hosts:\n${line}`
      : `${first} doesn't lead to this machine. Add this line to /etc/hosts:\n${line}`,
  );
}

async function unresolved(hosts: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    hosts.map((host) =>
      lookup(host, { all: true }).then(
        (addresses) => addresses.some(({ address }) => address === "127.0.0.1"),
        () => false,
      ),
    ),
  );
  return hosts.filter((_, index) => found[index] === false);
}

/** How a browser is told to go on. */
export function trustAdvice(folder: string): string {
  return `The certificate is self-signed: let the browser go on, or let it trust ${loginPlaces(folder).authority}`;
}
