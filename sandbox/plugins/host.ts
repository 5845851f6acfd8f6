import { messageOf } from "../../messages/errors";
import { appendFileSync, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { type Fault, FaultPlan } from "./faults";
import { type LogEntry, serve } from "./protocol/server";
import type { StandIn } from "./protocol/stand-in";

/** What the parent tells the host by its environment. */
export interface HostOptions {
  readonly faults: readonly Fault[];
  readonly logFile?: string;
  /** Whether the stand-in of `kubernetes` waits for objects in a cluster. */
  readonly waits: boolean;
}

/** Stand-ins are loaded when the engine first asks for one: a stack rarely uses all of them. */
const standIns: Record<string, (options: HostOptions) => Promise<StandIn>> = {
  random: async () => (await import("./random/stand-in.js")).createRandom(),
  tls: async () => (await import("./tls/stand-in.js")).createTls(),
  postgresql: async () => (await import("./postgresql/stand-in.js")).createPostgresql(),
  kubernetes: async ({ waits }) =>
    (await import("./kubernetes/stand-in.js")).createKubernetes(waits),
};

/** Serves all stand-ins, prints their ports as one line of JSON, and ends with its parent. */
async function main(): Promise<void> {
  const hostOptions = JSON.parse(process.env.STAND_INS ?? "{}") as HostOptions;
  const { faults, logFile } = hostOptions;
  const plan = new FaultPlan(faults);
  const log = (entry: LogEntry) => {
    if (logFile !== undefined) appendFileSync(logFile, `${JSON.stringify(entry)}\n`);
  };
  const ports = await Promise.all(
    Object.entries(standIns).map(async ([name, open]) => {
      const version = sdkVersion(name);
      const create = () => open(hostOptions);
      const { port } = await serve({ version, create, faults: plan, log });
      return [name, port] as const;
    }),
  );
  process.stdout.write(`${JSON.stringify(Object.fromEntries(ports))}\n`);

  // The pipe closes when the parent closes it or dies, however it dies.
  await text(process.stdin);
  process.exit(0);
}

function sdkVersion(name: string): string {
  const manifest = readFileSync(require.resolve(`@pulumi/${name}/package.json`), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
