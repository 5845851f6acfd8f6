import { registerDoctor } from "./commands/doctor";
import type { Registry } from "./program";

/** Every command, in the order of the help. */
export const commands: readonly ((registry: Registry) => void)[] = [registerDoctor];
