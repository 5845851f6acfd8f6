import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Project } from "./project";

/** Where the stack file says that Postgres is reached from this machine. */
export const FORWARDED_PORT = 15_432;

let forwarding: ChildProcess | undefined;

/** Forwards it, unless that is done already; it ends with the connection to the kubelet or the pod. */
export async function forwardPostgres(project: Project): Promise<void> {
  if (forwarding?.exitCode === null && forwarding.signalCode === null) return;
  forwarding = await forwardPort(
    project,
    `kubectl --namespace postgres port-forward service/postgres ${FORWARDED_PORT}:5432`,
  );
}

/** Runs a `kubectl port-forward` until the tests end; returns once it forwards. */
async function forwardPort(project: Project, line: string): Promise<ChildProcess> {
  const [command = "", ...args] = line.split(" ");
  const child = spawn(command, args, {
    env: project.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, "line").then(([text]) => String(text)),
    ended.then(([code]) => `it ended with ${String(code)}`),
  ]);
  if (!first.startsWith("Forwarding from")) throw new Error(`${line}: ${first}`);
  return child;
}
