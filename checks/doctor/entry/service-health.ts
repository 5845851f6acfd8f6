import { services } from "../../../facts/services";
import type { Check } from "../../check";
import { failed, notDone, ok } from "../../finding";
import type { EntryVisit } from "./visit";

export const serviceHealth: Check<EntryVisit> = {
  id: "service-health",
  title: "The service reports that it is healthy",
  meaning:
    "Membership (below its issuer), Console and Portal answer at /_info, Dex at /healthz. They fail while something they need is down, most often the database.",
  causes: [
    "The database can't be reached, or refuses the password.",
    "The migration hasn't run.",
    "Something other than the service answers under this name.",
  ],
  remedy: "Read the service's log: kubectl -n NAMESPACE logs deployment/DEPLOYMENT.",
  run({ service, answer }) {
    if (answer === undefined) return notDone("There was no answer.");
    const path = services[service].health.published;
    if (answer.status === 200) return ok(`${path} answers 200.`);
    const words = answer.body.replaceAll(/\s+/g, " ").trim().slice(0, 160);
    return failed(`${path} answers ${answer.status}${words === "" ? "" : `: ${words}`}.`);
  },
};
