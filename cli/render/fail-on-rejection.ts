import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Runs a program that nobody but this process runs, and fails as soon as one of its promises or
 * Outputs was rejected. Nobody awaits an Output, so its error would be lost, and the resources that
 * need it would only be missing.
 */
export async function failOnRejection<Result>(work: () => Promise<Result>): Promise<Result> {
  const reasons: unknown[] = [];
  const take = (reason: unknown) => {
    reasons.push(reason);
  };
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", take);
  try {
    const result = await work();
    // The engine tells of rejections at the end of a turn.
    let told = -1;
    while (told < reasons.length) {
      told = reasons.length;
      await nextTurn();
    }
    if (reasons.length === 0) return result;
    throw reasons[0];
  } finally {
    process.removeListener("unhandledRejection", take);
    for (const other of others) process.on("unhandledRejection", other);
  }
}

/** What caused an error, without the way of it through the properties of resources. */
export function causeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^(error serializing property "[^"]*": )+/, "");
}
