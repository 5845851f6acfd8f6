import type { Column } from "./kind";

/** Roles, each with the setting that names its policy and that policy's usual names. */
type RoleNames = NonNullable<Column["role"]>["names"];

/** The policies that roles in an organization stand for. */
export const organizationRoles = {
  ADMIN: { setting: "admin", usual: ["OrganizationAdmin"] },
  GUEST: { setting: "guest", usual: ["OrganizationGuest", "StackGuest"] },
} as const satisfies RoleNames;

/** The policies that roles in a stack stand for. */
export const stackRoles = {
  ADMIN: { setting: "stackAdmin", usual: ["StackAdmin"] },
  GUEST: { setting: "stackGuest", usual: ["StackGuest"] },
} as const satisfies RoleNames;

/** The built-in policies whose names are known without a database. */
export const knownBuiltIn: ReadonlySet<string> = new Set(
  [organizationRoles, stackRoles].flatMap((roles: RoleNames) =>
    Object.values(roles).flatMap(({ usual }) => usual),
  ),
);

/** Why no entry can make a policy of that name. */
export function protectedName(name: string, whose: "built-in" | "own"): string {
  const what =
    whose === "own" ? "is a protected policy" : "is a built-in policy, which is protected";
  return `${JSON.stringify(name)} ${what}: use it as it is, or choose another name`;
}
