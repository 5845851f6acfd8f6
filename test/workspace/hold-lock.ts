import { tryLock } from "../../workspace/lock";

/** A process of its own that takes the lock of its first argument, and keeps it until it is killed. */
async function main(): Promise<void> {
  const { acquired } = await tryLock(process.argv[2] ?? "");
  process.stdout.write(String(acquired));
  setInterval(() => undefined, 1_000);
}

void main();
