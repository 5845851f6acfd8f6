import type { Registry } from "../../program";
import { registerSeedApply } from "./apply";
import { registerSeedCheck } from "./check";
import { registerSeedExport } from "./export";
import { registerSeedImport } from "./import";
import { registerSeedInit } from "./init";
import { registerSeedPlan } from "./plan";

/** The `seed` commands. */
export function registerSeed(registry: Registry): void {
  const seed = registry.program
    .command("seed")
    .description("Plan, apply, export and import the contents of Membership's database.");
  registerSeedPlan(registry, seed);
  registerSeedApply(registry, seed);
  registerSeedCheck(registry, seed);
  registerSeedInit(registry, seed);
  registerSeedExport(registry, seed);
  registerSeedImport(registry, seed);
}
