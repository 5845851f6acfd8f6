import type { CheckResult } from "../../check";
import type { ClusterEvent, ClusterSnapshot, LogTail } from "../../cluster/snapshot";

/** What is shown below a result; a bundle has more. */
const EVENTS = 3;
const LOG_LINES = 8;

/** A result that needs explaining, with the last warnings about its object and the end of its log. */
export function withDetails(result: CheckResult, snapshot: ClusterSnapshot): CheckResult {
  if (result.status === "ok" || result.status === "not-done") return result;
  const { subject } = result;
  const owns = (name: string) => name === subject || name.startsWith(`${subject}-`);
  const events = snapshot.events.filter(({ object }) => owns(object)).slice(-EVENTS);
  const logs = snapshot.logs.filter(({ pod }) => owns(pod)).slice(0, 1);
  const details = [...events.map(eventText), ...logs.flatMap(logLines)];
  return details.length === 0 ? result : { ...result, details };
}

/** An event in one line. */
export function eventText({ object, reason, message, count, time }: ClusterEvent): string {
  const often = count > 1 ? ` (${count} times)` : "";
  const when = time === "" ? "" : `${time} `;
  return `${when}${object}: ${reason}: ${message.replaceAll(/\s+/g, " ").trim()}${often}`;
}

function logLines({ pod, container, lines }: LogTail): string[] {
  return lines.length === 0
    ? []
    : [`end of the log of ${pod}, ${container}:`, ...lines.slice(-LOG_LINES).map((l) => `  ${l}`)];
}
