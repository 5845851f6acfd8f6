import type { Check } from "../check";
import { probeHttp, type ProbeOptions } from "../network/http-probe";

const WARNING = 30;
const FAILURE = 300;

/** How far this machine's clock is from a server's: tokens and responses are valid for minutes. */
export function clockCheck(
  subject: string,
  url: URL,
  options: Omit<ProbeOptions, "signal">,
): Check {
  return {
    id: "clock-skew",
    group: "identity",
    subject,
    run: async (signal) => {
      const before = Date.now();
      let headers;
      try {
        ({ headers } = await probeHttp(url, { ...options, signal }));
      } catch {
        return { status: "not-done", evidence: `${url.host} does not answer.` };
      }
      // The date has whole seconds; the answer of a cache is as old as it says.
      const sent = Date.parse(headers.date ?? "") + 500 + 1000 * Number(headers.age ?? 0);
      if (Number.isNaN(sent)) {
        return { status: "not-done", evidence: `${url.host} does not tell the time.` };
      }
      const seconds = Math.round((sent - (before + Date.now()) / 2) / 1000);
      const apart = Math.abs(seconds);
      if (apart <= WARNING) {
        return { status: "ok", evidence: `The clocks agree within ${WARNING} seconds.` };
      }
      return {
        status: apart > FAILURE ? "failed" : "warning",
        evidence: `The clock of ${url.host} is ${apart} seconds ${seconds > 0 ? "ahead of" : "behind"} this machine's.`,
        remedy: "Set the clock by NTP, here, on the cluster's nodes and at the provider.",
      };
    },
  };
}
