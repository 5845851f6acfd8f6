import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { failed, notDone, ok, warning } from "../../finding";
import type { EntryVisit } from "./visit";

export const clock: Check<EntryVisit> = {
  id: "clock",
  title: "The clocks agree",
  meaning:
    "Tokens carry times, so none is valid when two clocks are more than a few minutes apart.",
  causes: ["A node, or this machine, has no time synchronization."],
  remedy: "Turn on time synchronization (chrony, systemd-timesyncd).",
  run({ answer }) {
    const date = Date.parse(answer?.headers.date ?? "");
    if (Number.isNaN(date)) return notDone("The response has no Date header.");
    const seconds = Math.round(Math.abs(Date.now() - date) / 1000);
    const evidence = `The server's clock differs from this one by ${counted(seconds, "second")}.`;
    if (seconds > 300) return failed(evidence);
    return seconds > 30 ? warning(evidence) : ok(evidence);
  },
};
