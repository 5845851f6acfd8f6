import type { ClusterSnapshot, HttpRoute } from "../../cluster/snapshot";
import { failed, ok, type CheckFinding } from "../../finding";
import type { ClusterCheck } from "./cluster-check";
import { reasonOf } from "./gateway-listeners";

export const routeAccepted: ClusterCheck = {
  id: "route-accepted",
  title: "A working Gateway has accepted the HTTPRoute",
  meaning: "A route can't be reached until a Gateway with an address has accepted it.",
  causes: [
    "The Gateway that the stack config names doesn't exist, or is in another namespace.",
    "Its listener doesn't allow routes of this namespace, or has another host name.",
    "The controller of the GatewayClass isn't running.",
  ],
  remedy:
    "Run kubectl -n NAMESPACE describe httproute NAME, and the same for the Gateway that it names.",
  look(view) {
    return view.routes.map((route) => ({
      subject: route.metadata.name,
      ...routeFinding(route, view),
    }));
  },
};

function routeFinding(
  { metadata, spec, status }: HttpRoute,
  { gateways }: ClusterSnapshot,
): CheckFinding {
  const parents = spec?.parentRefs ?? [];
  if (parents.length === 0) return failed("It names no Gateway.");
  for (const { name, namespace = metadata.namespace } of parents) {
    const gateway = gateways.find(
      (entry) => entry.metadata.name === name && entry.metadata.namespace === namespace,
    );
    const place = `${namespace ?? ""}/${name}`;
    const parent = status?.parents?.find(({ parentRef }) => parentRef.name === name);
    if (gateway === undefined && parent === undefined) {
      return failed(`There is no Gateway ${place}, or it can't be read with these rights.`);
    }
    if (parent === undefined) return failed(`The Gateway ${place} hasn't processed it yet.`);
    for (const type of ["Accepted", "ResolvedRefs"]) {
      const condition = parent.conditions?.find((entry) => entry.type === type);
      if (condition?.status === "False") {
        return failed(`The Gateway ${place} refuses it: ${reasonOf(condition)}.`);
      }
    }
    const programmed = gateway?.status?.conditions?.find(({ type }) => type === "Programmed");
    if (programmed?.status === "False") {
      return failed(`The Gateway ${place} doesn't work: ${reasonOf(programmed)}.`);
    }
    if (gateway !== undefined && (gateway.status?.addresses ?? []).length === 0) {
      return failed(`The Gateway ${place} has no address.`);
    }
  }
  return ok(`Accepted by ${parents.map(({ name }) => name).join(", ")}.`);
}
