import { at, kindOf, listAt, may } from "../resource";
import type { ResourceRule } from "../rule";

/** Passwords and cookies pass here. */
export const ingressTls: ResourceRule = {
  name: "ingress-tls",
  description: "Every host of an Ingress has a certificate.",
  level: "mandatory",
  check(resource) {
    if (kindOf(resource) !== "Ingress") return [];
    const covered = listAt(resource.inputs, "spec", "tls").flatMap((tls) => listAt(tls, "hosts"));
    return listAt(resource.inputs, "spec", "rules")
      .map((rule) => at(rule, "host"))
      .filter((host) => !may(host, (known) => covered.some((name) => covers(name, known))))
      .map(
        (host) =>
          `serves ${typeof host === "string" ? host : "every host"} without TLS: add it to tls.`,
      );
  },
};

function covers(name: unknown, host: unknown): boolean {
  return may(name, (known) => {
    if (typeof known !== "string" || typeof host !== "string") return false;
    return known === host || (known.startsWith("*.") && host.replace(/^[^.]+/, "*") === known);
  });
}

/** A route that names no listener is attached to all of them, that of plain HTTP included. */
export const routeListeners: ResourceRule = {
  name: "route-listeners",
  description: "A route names the listener of its Gateway, or only redirects.",
  level: "advisory",
  check(resource) {
    if (kindOf(resource) !== "HTTPRoute" || redirects(resource.inputs)) return [];
    return listAt(resource.inputs, "spec", "parentRefs")
      .filter((ref) => at(ref, "sectionName") === undefined && at(ref, "port") === undefined)
      .map(
        (ref) =>
          `attaches to every listener of the Gateway ${String(at(ref, "name"))}: name the one with a certificate in sectionName.`,
      );
  },
};

function redirects(inputs: unknown): boolean {
  const rules = listAt(inputs, "spec", "rules");
  return (
    rules.length > 0 &&
    rules.every((rule) =>
      listAt(rule, "filters").some((filter) => at(filter, "type") === "RequestRedirect"),
    )
  );
}
