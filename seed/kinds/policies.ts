import { findPoliciesTable } from "../policies-table";
import type { PolicySpecification } from "../schema";
import { isPolicyNumber } from "../policy-number";
import { describeKind, ifRequired, times } from "./kind";
import { knownBuiltIn, protectedName } from "./role-policies";

/** Policies of organizations, recognized by their name there; the built-in ones are of none. */
export const policies = describeKind<PolicySpecification>({
  singular: "policy",
  plural: "policies",
  key: ["organization_id", "name"],
  name: "name",
  scope: "organization_id",
  table: findPoliciesTable,
  list: { within: "organizations", property: "policies" },
  check: ({ name, scopes = [] }) => [
    ...(isPolicyNumber(name)
      ? [
          {
            property: "name",
            message: `must not be digits alone: they mean the number of a policy. Choose another name, such as ${JSON.stringify(`policy-${name}`)}`,
          },
        ]
      : []),
    ...scopes.flatMap((scope, index) =>
      // That it is empty is said of each.
      scopes.indexOf(scope) === index || scope.trim() === ""
        ? []
        : [
            {
              property: "scopes",
              below: [index],
              message: `${JSON.stringify(scope)} is already listed: leave it out`,
            },
          ],
    ),
  ],
  wizard: {
    only: [],
    check: ({ name }) =>
      knownBuiltIn.has(name)
        ? [{ property: "name", message: protectedName(name, "built-in") }]
        : [],
  },
  columns: [
    { column: "id", shape: "id", essential: true, read: true },
    {
      column: "organization_id",
      shape: "text",
      refers: "organizations",
      wizard: { field: "organizationId" },
    },
    {
      column: "name",
      shape: "text",
      property: "name",
      essential: true,
      wizard: { field: "name" },
    },
    {
      column: "description",
      shape: "text",
      property: "description",
      initial: "",
      onlyIfRequired: true,
      wizard: { field: "description" },
    },
    { column: "scopes", shape: "list", property: "scopes", wizard: { field: "scopes" } },
    { ...ifRequired("protected", "boolean", false), read: true },
    ...times,
  ],
});
