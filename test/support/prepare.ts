import { findEngine } from "../../workspace/engine/find-engine";
import { preparePython } from "./kubernetes-validate";
import { progressLog } from "./progress-log";

/**
 * Gets what is slow to get before the first test, so that no test's time limit meets it: on a new
 * machine the engine may have to be built, which takes minutes.
 */
export async function mochaGlobalSetup(): Promise<void> {
  const engine = await findEngine({
    onProgress: progressLog(),
    onNotice: (text) => {
      console.log(text);
    },
  });
  console.log(`Pulumi engine ${engine.version}`);
  await preparePython();
}
