import { organizationId, uuidV5 } from "../ids";
import type { OrganizationSpecification } from "../schema";
import { describeKind, times } from "./kind";

/** Organizations, recognized by their name. */
export const organizations = describeKind<OrganizationSpecification>({
  singular: "organization",
  plural: "organizations",
  key: ["id"],
  name: "name",
  derivedId: ({ name }, { uuid }) => (uuid ? uuidV5(`organization:${name}`) : organizationId(name)),
  wizard: { only: ["features"] },
  columns: [
    {
      column: "name",
      shape: "text",
      property: "name",
      essential: true,
      wizard: { field: "name" },
    },
    { column: "id", shape: "text", property: "id", essential: true },
    { column: "domain", shape: "text", property: "domain", wizard: { field: "domain" } },
    {
      column: "owner_id",
      shape: "text",
      property: "owner",
      refers: "users",
      essential: true,
      wizard: { field: "ownerId" },
    },
    {
      column: "default_policy_id",
      shape: "integer",
      property: "defaultPolicyId",
      wizard: { field: "defaultPolicyId" },
    },
    ...times,
  ],
});
