/** Roles of a user in the whole of Membership. */
export const systemRoles = ["USER", "SYSTEM", "ADMIN"] as const;

/** Roles of a user in one organization. */
export const memberRoles = ["ADMIN", "GUEST"] as const;

/** States of a stack. */
export const stackStates = ["ACTIVE", "DISABLED", "DELETED"] as const;
