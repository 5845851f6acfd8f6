import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Project } from "./project";

/** Forwards the port at which the stack file says that Postgres is reached from this machine. */
export async function forwardPostgres(project: Project): Promise<void> {
  await forwardPort(
    project,
    "kubectl --namespace postgres port-forward service/postgres 15432:5432",
  );
}

/** Runs a `kubectl port-forward` until the tests end; returns once it forwards. */
async function forwardPort(project: Project, line: string): Promise<void> {
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
}
