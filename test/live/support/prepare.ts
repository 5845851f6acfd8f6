import { startCluster, type Cluster } from "../cluster/cluster";
import { giveUp } from "./give-up";

let started: Cluster | undefined;

/** The cluster that the tests of this run share. */
export function cluster(): Cluster {
  if (started === undefined) throw new Error("the cluster was not started");
  return started;
}

/** Starts it before the first test; it ends with the namespaces that the tests run in. */
export async function mochaGlobalSetup(): Promise<void> {
  const begun = Date.now();
  try {
    started = await startCluster((text) => {
      console.log(`${((Date.now() - begun) / 1_000).toFixed(1)} s: ${text}`);
    });
  } catch (error) {
    // Mocha would show a stack trace, and no summary.
    giveUp(`the cluster doesn't start: ${error instanceof Error ? error.message : String(error)}`);
  }
}
