import type { Chain } from "../../chain";
import { planned } from "../../check";
import type { PulumiEngine } from "./engine";
import { enginePlugins } from "./engine-plugins";
import { engineVersion } from "./engine-version";

/** Whether the engine and its plugins fit the program. */
export function enginePreflight(engine: PulumiEngine): Chain[] {
  const place = { group: "engine", subject: "pulumi" };
  return [[engineVersion, enginePlugins].map((check) => planned(check, engine, place))];
}
