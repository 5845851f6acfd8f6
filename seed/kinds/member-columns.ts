import { memberRoles } from "../choices";
import type { Column, FieldProblem } from "./kind";

/** The user and the role of a member, of an organization or of a stack. */
export const memberColumns: readonly Column<{
  readonly user: string;
  readonly role?: (typeof memberRoles)[number] | undefined;
}>[] = [
  { column: "user_id", shape: "text", property: "user", refers: "users", essential: true },
  { column: "role", shape: "text", property: "role", choices: memberRoles, initial: "GUEST" },
];

/** The column of a user's policy, which stands for a role in tables that keep none. */
export function policyOf(
  names: NonNullable<Column["role"]>["names"],
): Column<{ readonly policy?: string | undefined }> {
  return {
    column: "policy_id",
    shape: "id",
    property: "policy",
    refers: "policies",
    within: "organization_id",
    role: { column: "role", names },
  };
}

/** Refuses a number beside a name: one of them would count for nothing. */
export function twoPolicies(
  property: string,
  policy: string | undefined,
  number: number | undefined,
): FieldProblem[] {
  if (policy === undefined || number === undefined || policy === String(number)) return [];
  return [{ property, message: `differs from policy ${JSON.stringify(policy)}: keep one` }];
}
