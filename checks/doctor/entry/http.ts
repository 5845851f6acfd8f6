import { services } from "../../../facts/services";
import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { probeHttp } from "../../network/http-probe";
import type { EntryVisit } from "./visit";

export const http: Check<EntryVisit> = {
  id: "http",
  title: "The public entry forwards requests",
  meaning: "The load balancer or ingress controller answers, but the service behind it doesn't.",
  causes: [
    "502 or 503: the Service has no ready pod.",
    "404: no Ingress has this host, or it has another class.",
    "504: a NetworkPolicy blocks the ingress controller.",
  ],
  remedy:
    "Find out which of the three it is: kubectl -n NAMESPACE get pods,endpointslices,ingress.",
  async run(visit, signal) {
    const { url, service, lookup, ca } = visit;
    const health = new URL(
      url.pathname.replace(/\/$/, "") + services[service].health.published,
      url,
    );
    visit.answer = await probeHttp(health, { signal, lookup, ca });
    const { status, headers } = visit.answer;
    const server = typeof headers.server === "string" ? ` (server: ${headers.server})` : "";
    // An answer of what stands before the service, rather than of the service.
    if ([502, 503, 504].includes(status)) {
      return failed(`The entry answers ${status}${server}: it doesn't reach the service.`);
    }
    if (status === 404) {
      return failed(`The entry answers 404${server}: it doesn't know the host or the path.`);
    }
    return ok(`Answers ${status}${server}.`);
  },
};
