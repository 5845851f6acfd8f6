import { findFeaturesTable } from "../features-table";
import { describeKind, times } from "./kind";

/** Features that are switched on in organizations. */
export const features = describeKind<{ readonly name: string }>({
  singular: "feature",
  plural: "features",
  key: ["organization_id", "name"],
  name: "name",
  scope: "organization_id",
  table: findFeaturesTable,
  list: { within: "organizations", property: "features", plain: "name" },
  dependent: true,
  wizard: { only: [], nested: true },
  columns: [
    { column: "organization_id", shape: "text", refers: "organizations", essential: true },
    { column: "name", shape: "text", property: "name", essential: true },
    ...times,
  ],
});
