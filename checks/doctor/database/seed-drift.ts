import { describeChanges, hasChanges } from "../../../seed/summary";
import type { Check } from "../../check";
import { notDone, ok, warning } from "../../finding";
import type { MembershipDatabase } from "./membership-database";

export const seedDrift: Check<MembershipDatabase> = {
  id: "seed-drift",
  title: "The database holds what the seed says",
  meaning:
    "Rows that were changed or deleted by others, and entries of the config that were not applied yet.",
  causes: [
    "Somebody changed the rows in the Console.",
    "The config changed since the last update.",
  ],
  remedy:
    "control-plane seed plan --stack NAME lists the rows; pulumi up or seed apply writes them.",
  async run({ plan }) {
    if (plan === undefined) return notDone("The stack has no seed.");
    const changes = await plan();
    return hasChanges(changes)
      ? warning(`The seed and the database differ: ${describeChanges(changes).join(", ")}.`)
      : ok("It holds what the seed says.");
  },
};
