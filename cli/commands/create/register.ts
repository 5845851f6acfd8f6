import type { Registry } from "../../program";
import { registerCreateOrganization } from "./organization";
import { registerCreateRegion } from "./region";
import { registerCreateStack } from "./stack";
import { registerCreateUser } from "./user";

/** The `create` commands: one entry each, which may be there already. */
export function registerCreate(registry: Registry): void {
  const create = registry.program
    .command("create")
    .description("Create a user, organization, region or stack, unless it exists.");
  registerCreateUser(registry, create);
  registerCreateOrganization(registry, create);
  registerCreateRegion(registry, create);
  registerCreateStack(registry, create);
}
