import { registerCreate } from "./commands/create/register";
import { registerDoctor } from "./commands/doctor";
import { registerForgetHelmRelease } from "./commands/forget-helm-release";
import { registerImportHelmValues } from "./commands/import-helm-values";
import { registerLists } from "./commands/lists";
import { registerOpen } from "./commands/open";
import { registerPolicy } from "./commands/policy";
import { registerPreflight } from "./commands/preflight";
import { registerRender } from "./commands/render";
import { registerSeed } from "./commands/seed/register";
import { registerStack } from "./commands/stack";
import type { Registry } from "./program";

/** Every command, in the order of the help. */
export const commands: readonly ((registry: Registry) => void)[] = [
  registerStack,
  registerPreflight,
  registerPolicy,
  registerRender,
  registerDoctor,
  registerOpen,
  registerSeed,
  registerCreate,
  registerLists,
  registerImportHelmValues,
  registerForgetHelmRelease,
];
