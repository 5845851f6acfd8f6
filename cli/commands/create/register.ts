import type { Registry } from "../../program";
import { registerCreateMember } from "./member";
import { registerCreateOrganization } from "./organization";
import { registerCreatePolicy } from "./policy";
import { registerCreateRegion } from "./region";
import { registerCreateStack } from "./stack";
import { registerCreateUser } from "./user";

/** The `create` commands: one entry each, which may be there already. */
export function registerCreate(registry: Registry): void {
  const create = registry.program
    .command("create")
    .description("Create a user, organization, policy, member, region or stack, unless it exists.");
  registerCreateUser(registry, create);
  registerCreateOrganization(registry, create);
  registerCreatePolicy(registry, create);
  registerCreateMember(registry, create);
  registerCreateRegion(registry, create);
  registerCreateStack(registry, create);
}
