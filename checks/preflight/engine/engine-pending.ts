import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import type { PulumiEngine } from "./engine";

/** Names that are told; a first deployment that is killed can leave a dozen. */
const SHOWN = 5;

export const enginePending: Check<PulumiEngine> = {
  id: "engine-pending",
  title: "No create was interrupted",
  meaning:
    "If an update was killed, the engine doesn't know whether the resources that it was creating exist. It creates them again, which fails for objects, databases and roles that do.",
  causes: ["The last update was killed, or its machine or connection went down."],
  remedy:
    "Record what exists in the state: npx control-plane stack recover --stack STACK, then pulumi up --refresh --stack STACK.",
  async run({ pendingCreates }) {
    const names = await pendingCreates();
    if (names.length === 0) return ok("No update was interrupted during a create.");
    const shown = names.slice(0, SHOWN).join(", ");
    const more = names.length > SHOWN ? `, and ${names.length - SHOWN} more` : "";
    return failed(
      `An interrupted update left ${counted(names.length, "create")} unfinished: ${shown}${more}.`,
    );
  },
};
