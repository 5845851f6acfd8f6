import type { Check } from "../../check";
import { failed, notDone, ok, warning } from "../../finding";
import { probeHttp } from "../../network/http-probe";
import type { ProviderAddress } from "./address";

/** Seconds between two clocks. */
const WARNING = 30;
const FAILURE = 300;

export const clockSkew: Check<ProviderAddress> = {
  id: "clock-skew",
  title: "The clocks agree",
  meaning: "Tokens and responses are valid for minutes.",
  causes: ["A machine has no NTP: this one, a node of the cluster, or the provider."],
  remedy: "Synchronize the clocks with NTP: here, on the cluster's nodes, and at the provider.",
  async run({ url, options }, signal) {
    const before = Date.now();
    let headers;
    try {
      ({ headers } = await probeHttp(url, { ...options, signal }));
    } catch {
      return notDone(`${url.host} doesn't answer.`);
    }
    // The date has whole seconds; the answer of a cache is as old as it says.
    const sent = Date.parse(headers.date ?? "") + 500 + 1000 * Number(headers.age ?? 0);
    if (Number.isNaN(sent)) return notDone(`${url.host} sends no Date header.`);
    const seconds = Math.round((sent - (before + Date.now()) / 2) / 1000);
    const apart = Math.abs(seconds);
    if (apart <= WARNING) return ok(`The clocks agree within ${WARNING} seconds.`);
    const evidence = `The clock of ${url.host} is ${apart} seconds ${seconds > 0 ? "ahead of" : "behind"} this machine's.`;
    return apart > FAILURE ? failed(evidence) : warning(evidence);
  },
};
