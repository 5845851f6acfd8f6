import { regionId } from "../ids";
import type { RegionSpecification } from "../schema";
import { describeKind, ifRequired, times } from "./kind";

/** Regions, recognized by their name. */
export const regions = describeKind<RegionSpecification>({
  singular: "region",
  plural: "regions",
  key: ["id"],
  name: "name",
  derivedId: ({ name }) => regionId(name),
  wizard: { only: ["versions"] },
  columns: [
    {
      column: "name",
      shape: "text",
      property: "name",
      essential: true,
      wizard: { field: "name" },
    },
    { column: "id", shape: "text", property: "id", essential: true },
    {
      column: "base_url",
      shape: "text",
      property: "baseUrl",
      essential: true,
      wizard: { field: "baseUrl" },
    },
    {
      column: "organization_id",
      shape: "text",
      property: "organization",
      refers: "organizations",
      defining: true,
      wizard: { field: "organizationId" },
    },
    {
      column: "creator_id",
      shape: "text",
      property: "creator",
      refers: "users",
      // A private region is its organization's owner's.
      value: ({ creator, organization }, entries) => {
        if (creator !== undefined || organization === undefined) return creator;
        const owner = entries.entryOf("organizations", organization)?.owner;
        return typeof owner === "string" ? owner : undefined;
      },
      wizard: { missing: "the wizard's file has no creator of a region" },
    },
    {
      column: "active",
      shape: "boolean",
      property: "active",
      assumed: true,
      wizard: { missing: "the wizard makes every region active" },
    },
    {
      column: "production",
      shape: "boolean",
      property: "production",
      assumed: true,
      wizard: { missing: "the wizard's file can't tell that a region isn't for production" },
    },
    ifRequired("outdated", "boolean", false),
    ...times,
  ],
});
