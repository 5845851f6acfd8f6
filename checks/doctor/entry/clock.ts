import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { failed, notDone, ok, warning } from "../../finding";
import type { EntryVisit } from "./visit";

export const clock: Check<EntryVisit> = {
  id: "clock",
  title: "The clocks agree",
  meaning: "Tokens carry times; with more than a few minutes between two clocks none is valid.",
  causes: ["No time synchronization on a node or on this machine."],
  remedy: "Switch on time synchronization (chrony, systemd-timesyncd).",
  run({ answer }) {
    const date = Date.parse(answer?.headers.date ?? "");
    if (Number.isNaN(date)) return notDone("The answer carries no time.");
    const seconds = Math.round(Math.abs(Date.now() - date) / 1000);
    const evidence = `The server's clock differs from this one by ${counted(seconds, "second")}.`;
    if (seconds > 300) return failed(evidence);
    return seconds > 30 ? warning(evidence) : ok(evidence);
  },
};
