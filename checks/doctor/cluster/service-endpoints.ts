import { counted } from "../../../messages/counted";
import type { Endpoints, Pod, Service } from "../../cluster/snapshot";
import { failed, ok, type CheckFinding } from "../../finding";
import type { ClusterCheck } from "./cluster-check";
import { endpointsOf } from "./endpoints";

export const serviceEndpoints: ClusterCheck = {
  id: "service-endpoints",
  title: "Each Service has a ready pod behind it",
  meaning:
    "The entry forwards to the addresses in the Service's EndpointSlices; if none is ready, it answers 503 or 404.",
  causes: [
    "No pod behind it is ready.",
    "Someone changed the Service's selector, or the pods' labels.",
    "The controller that writes EndpointSlices isn't running.",
  ],
  remedy:
    "Compare selector and labels: kubectl -n NAMESPACE get service NAME -o wide, and kubectl -n NAMESPACE get pods --show-labels. pulumi up --refresh corrects what was changed by hand.",
  look({ endpoints, pods }) {
    if (endpoints === undefined) return [];
    return endpoints.services
      .filter(({ spec }) => spec?.selector !== undefined)
      .map((service) => ({
        subject: service.metadata.name,
        ...endpointsFinding(service, endpoints, pods),
      }));
  },
};

function endpointsFinding(
  { metadata, spec }: Service,
  endpoints: Endpoints,
  pods: readonly Pod[],
): CheckFinding {
  const { all, ready } = endpointsOf(endpoints, metadata.name);
  if (ready > 0) return ok(`It leads to ${counted(ready, "ready pod")}.`);
  if (all > 0) return failed(`None of its ${counted(all, "pod")} is ready.`);
  const selector = Object.entries(spec?.selector ?? {});
  const selected = pods.some(({ metadata: { labels } }) =>
    selector.every(([key, value]) => labels?.[key] === value),
  );
  const words = selector.map(([key, value]) => `${key}=${value}`).join(",");
  return failed(
    selected
      ? "It has no endpoint, although its selector matches pods."
      : `Its selector matches no pod of the control plane: ${words}.`,
  );
}
