import { describeChanges, hasChanges } from "../../../seed/summary";
import type { Check } from "../../check";
import { notDone, ok, warning } from "../../finding";
import type { MembershipDatabase } from "./membership-database";

export const seedDrift: Check<MembershipDatabase> = {
  id: "seed-drift",
  title: "The database matches the seed",
  meaning:
    "It differs when someone changed or deleted rows, or when entries of the config haven't been applied yet.",
  causes: ["Someone changed the rows in the Console.", "The config changed since the last update."],
  remedy:
    "List the rows with control-plane seed plan --stack STACK; write them with pulumi up or seed apply.",
  async run({ plan }) {
    if (plan === undefined) return notDone("The stack has no seed.");
    const changes = await plan();
    return hasChanges(changes)
      ? warning(`The seed and the database differ: ${describeChanges(changes).join(", ")}.`)
      : ok("It matches the seed.");
  },
};
