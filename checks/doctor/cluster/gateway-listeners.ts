import type { ClusterSnapshot, Condition, Gateway, HttpRoute } from "../../cluster/snapshot";
import { failed, ok } from "../../finding";
import { unstopped, type ClusterCheck, type ObjectFinding } from "./cluster-check";

type Listener = NonNullable<NonNullable<Gateway["status"]>["listeners"]>[number];

export const gatewayListeners: ClusterCheck = {
  id: "gateway-listeners",
  title: "The Gateway's listeners for the routes work",
  meaning:
    "A listener without its certificate, or in conflict with another one, accepts no connections.",
  causes: [
    "RefNotPermitted: the ReferenceGrant that lets the Gateway read the certificate's Secret was deleted.",
    "InvalidCertificateRef: the listener names a Secret that isn't there, or holds no certificate.",
    "Two listeners have the same port and host name.",
  ],
  remedy:
    "Read its conditions: kubectl -n NAMESPACE describe gateway GATEWAY. pulumi up --refresh creates a deleted ReferenceGrant or certificate again.",
  look(view) {
    return view.gateways.flatMap((gateway) =>
      (gateway.status?.listeners ?? [])
        .filter((listener) => serves(gateway, listener, view))
        .map((listener) => listenerFinding(gateway, listener)),
    );
  },
};

/** A Gateway may have listeners for others, whose faults are none of this control plane's. */
function serves(gateway: Gateway, listener: Listener, { routes, namespace }: ClusterSnapshot) {
  const parents = routes.flatMap(({ metadata, spec }) =>
    (spec?.parentRefs ?? []).map((parent) => ({
      parent,
      place: parent.namespace ?? metadata.namespace ?? namespace,
      hosts: spec?.hostnames ?? [],
    })),
  );
  return parents.some(
    ({ parent, place, hosts }) =>
      parent.name === gateway.metadata.name &&
      place === (gateway.metadata.namespace ?? namespace) &&
      (parent.sectionName === undefined
        ? takesHost(gateway, listener, hosts)
        : parent.sectionName === listener.name),
  );
}

function takesHost(
  { spec }: Gateway,
  { name }: Listener,
  hosts: NonNullable<HttpRoute["spec"]>["hostnames"] = [],
): boolean {
  const own = spec?.listeners?.find((listener) => listener.name === name)?.hostname;
  if (own === undefined) return true;
  return hosts.some((host) => (own.startsWith("*.") ? host.endsWith(own.slice(1)) : host === own));
}

function listenerFinding({ metadata }: Gateway, { name, conditions }: Listener): ObjectFinding {
  const subject = `${metadata.name}/${name}`;
  const fault =
    conditions?.find(({ type, status }) => type === "Conflicted" && status === "True") ??
    ["ResolvedRefs", "Accepted", "Programmed"]
      .map((type) => conditions?.find((entry) => entry.type === type && entry.status === "False"))
      .find((entry) => entry !== undefined);
  if (fault === undefined) return { subject, ...ok("It works.") };
  return {
    subject,
    ...failed(`The listener ${name} doesn't work: ${reasonOf(fault)}.`),
    names: {
      GATEWAY: metadata.name,
      ...(metadata.namespace !== undefined && { NAMESPACE: metadata.namespace }),
    },
  };
}

/** A condition's reason and message in one text. */
export function reasonOf({ reason, message }: Condition): string {
  return unstopped([reason, message].filter(Boolean).join(": "));
}
