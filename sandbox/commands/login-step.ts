import { messageOf } from "../../messages/errors";
import { once } from "node:events";
import { lookup } from "node:dns/promises";

import type { OutputMap } from "@pulumi/pulumi/automation";

import type { ConnectorPlace } from "../../config/connector-places";
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
  connectorPlaces: ReadonlyMap<string, ConnectorPlace>,
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
    connectorPlaces,
  });
}

/** Starts the login, and says how to use it. */
export async function loginStep(
  { places }: Sandbox,
  settings: LoginSettings,
  dex: PendingDex,
  connectorPlaces: ReadonlyMap<string, ConnectorPlace>,
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
    reporter.notice(trustAdvice(places.login));
    for (const [id, failure] of Object.entries(status.connectorFailures)) {
      const place = placeText(connectorPlaces.get(id));
      reporter.warn(`Dex can't open the connector ${id}${place}: ${failure}.`);
    }
    await tellUnresolved(settings, reporter);
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

function placeText(place: ConnectorPlace | undefined): string {
  if (place === undefined) return "";
  const { path, file, line } = place;
  return ` (${path}, ${line === undefined ? file : `${file}:${line}`})`;
}

/** Says how hosts are found that this system doesn't know. */
async function tellUnresolved(settings: LoginSettings, reporter: Reporter): Promise<void> {
  const hosts = [...new Set(settings.addresses.map(({ url }) => new URL(url).hostname))];
  const unknown = await unresolved(hosts);
  const [first] = unknown;
  if (first === undefined) return;
  const lines = unknown.map((host) => `127.0.0.1 ${host}`).join("\n");
  reporter.notice(
    first.endsWith(".localhost")
      ? `This system doesn't resolve ${first}. Chrome, Edge and Firefox resolve it themselves; other programs need these lines in /etc/hosts:\n${lines}`
      : `${first} doesn't resolve to this machine. Add these lines to /etc/hosts:\n${lines}`,
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
  return `The certificate is self-signed: accept it in the browser, or trust ${loginPlaces(folder).authority}`;
}
