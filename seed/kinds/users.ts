import { userId } from "../ids";
import { systemRoles } from "../choices";
import type { UserSpecification } from "../schema";
import { describeKind, times } from "./kind";

/** Users of Membership, recognized by their e-mail address. */
export const users = describeKind<UserSpecification>({
  singular: "user",
  plural: "users",
  key: ["id"],
  name: "email",
  derivedId: ({ email }) => userId(email),
  wizard: { only: [] },
  columns: [
    {
      column: "email",
      shape: "text",
      property: "email",
      essential: true,
      caseless: true,
      wizard: { field: "email" },
    },
    { column: "id", shape: "text", property: "id", essential: true },
    {
      column: "role",
      shape: "text",
      property: "role",
      choices: systemRoles,
      initial: "USER",
      wizard: { field: "role" },
    },
    ...times,
  ],
});
