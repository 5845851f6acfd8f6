import { registerCreate } from "./commands/create/register";
import { registerDoctor } from "./commands/doctor";
import { registerPreflight } from "./commands/preflight";
import { registerSeed } from "./commands/seed/register";
import { registerUsers } from "./commands/users";
import type { Registry } from "./program";

/** Every command, in the order of the help. */
export const commands: readonly ((registry: Registry) => void)[] = [
  registerPreflight,
  registerDoctor,
  registerSeed,
  registerCreate,
  registerUsers,
];
