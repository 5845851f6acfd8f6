import { findEngine } from "../../sandbox/engine/find-engine";
import { preparePython } from "./kubernetes-validate";

/**
 * Gets what is slow to get before the first test, so that no test's time limit meets it: on a new
 * machine the engine may have to be built, which takes minutes.
 */
export async function mochaGlobalSetup(): Promise<void> {
  let said = 0;
  const engine = await findEngine({
    onProgress: (text) => {
      if (Date.now() - said < 15_000) return;
      said = Date.now();
      console.log(text);
    },
    onNotice: (text) => {
      console.log(text);
    },
  });
  console.log(`Pulumi engine ${engine.version}`);
  await preparePython();
}
