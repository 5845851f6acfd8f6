import type { Chain } from "../../chain";
import { planned } from "../../check";
import type { PulumiEngine } from "./engine";
import { enginePending } from "./engine-pending";
import { enginePlugins } from "./engine-plugins";
import { engineVersion } from "./engine-version";

/** Whether the engine and its plugins fit the program. */
export function enginePreflight(engine: PulumiEngine): Chain[] {
  const place = { group: "engine", subject: "pulumi" };
  const names = { STACK: engine.stack };
  return [[engineVersion, enginePlugins], [enginePending]].map((checks) =>
    checks.map((check) => planned(check, engine, place, names)),
  );
}
