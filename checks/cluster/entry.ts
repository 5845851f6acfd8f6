import type { CheckFinding, CheckResult } from "../check";
import { failed, result, unstopped, well } from "./finding";
import type { ClusterSnapshot, Condition, HttpRoute } from "./snapshot";

const DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";

/** Whether each Ingress has a controller that takes care of it, and an address. */
export function ingressResults({ ingresses, ingressClasses }: ClusterSnapshot): CheckResult[] {
  const names = (ingressClasses ?? []).map(({ metadata }) => metadata.name);
  const standard = ingressClasses?.find(
    ({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === "true",
  )?.metadata.name;
  return ingresses.flatMap(({ metadata, spec, status }) => {
    const chosen = spec?.ingressClassName ?? standard;
    const known = names.length === 0 ? "The cluster has none" : `There are: ${names.join(", ")}`;
    const classFinding: CheckFinding =
      ingressClasses === undefined
        ? { status: "not-done", evidence: "The classes can't be read with these rights." }
        : chosen === undefined
          ? failed("ingress-class", `It has no class, and the cluster no default one. ${known}.`)
          : names.includes(chosen)
            ? well(`Its class is ${chosen}.`)
            : failed("ingress-class", `Its class ${chosen} does not exist. ${known}.`);
    const addresses = (status?.loadBalancer?.ingress ?? []).flatMap(
      ({ ip, hostname }) => ip ?? hostname ?? [],
    );
    const addressFinding =
      addresses.length > 0
        ? well(`Its address is ${addresses.join(", ")}.`)
        : failed("ingress-address", "It has no address.");
    return [
      result("ingress-class", metadata.name, classFinding),
      result("ingress-address", metadata.name, addressFinding),
    ];
  });
}

/** Whether each route was taken by a gateway that is there and works. */
export function routeResults(snapshot: ClusterSnapshot): CheckResult[] {
  return snapshot.routes.map((route) =>
    result("route-accepted", route.metadata.name, routeFinding(route, snapshot)),
  );
}

function routeFinding({ metadata, spec, status }: HttpRoute, { gateways }: ClusterSnapshot) {
  const refused = (evidence: string) => failed("route-accepted", evidence);
  const parents = spec?.parentRefs ?? [];
  if (parents.length === 0) return refused("It names no Gateway.");
  for (const { name, namespace = metadata.namespace } of parents) {
    const gateway = gateways.find(
      (entry) => entry.metadata.name === name && entry.metadata.namespace === namespace,
    );
    const place = `${namespace ?? ""}/${name}`;
    const parent = status?.parents?.find(({ parentRef }) => parentRef.name === name);
    if (gateway === undefined && parent === undefined) {
      return refused(`There is no Gateway ${place}, or it can't be read with these rights.`);
    }
    if (parent === undefined) return refused(`The Gateway ${place} has not looked at it.`);
    for (const type of ["Accepted", "ResolvedRefs"]) {
      const condition = parent.conditions?.find((entry) => entry.type === type);
      if (condition?.status === "False") {
        return refused(`The Gateway ${place} refuses it: ${reasonOf(condition)}.`);
      }
    }
    const programmed = gateway?.status?.conditions?.find(({ type }) => type === "Programmed");
    if (programmed?.status === "False") {
      return refused(`The Gateway ${place} does not work: ${reasonOf(programmed)}.`);
    }
    if (gateway !== undefined && (gateway.status?.addresses ?? []).length === 0) {
      return refused(`The Gateway ${place} has no address.`);
    }
  }
  return well(`Taken by ${parents.map(({ name }) => name).join(", ")}.`);
}

function reasonOf({ reason, message }: Condition): string {
  return unstopped([reason, message].filter(Boolean).join(": "));
}

/** Whether the Secret of each Ingress's certificate is there, and holds one. */
export function tlsSecretResults({
  ingresses,
  secrets,
  certificates,
}: ClusterSnapshot): CheckResult[] {
  // cert-manager makes the Secret of a Certificate, which tells for itself why it is not there.
  const awaited = certificates.map(({ spec, metadata }) => spec?.secretName ?? metadata.name);
  const names = ingresses.flatMap(({ spec }) =>
    (spec?.tls ?? []).flatMap(({ secretName }) => secretName ?? []),
  );
  if (secrets === undefined) return [];
  return [...new Set(names)]
    .filter((name) => !awaited.includes(name))
    .map((name) => {
      const keys = secrets.find((secret) => secret.name === name)?.keys;
      if (keys === undefined) {
        const evidence = "There is no such Secret, so the controller shows its own certificate.";
        return result("tls-secret", name, failed("tls-secret", evidence));
      }
      const missing = ["tls.crt", "tls.key"].filter((key) => !keys.includes(key));
      return result(
        "tls-secret",
        name,
        missing.length === 0
          ? well("It has certificate and key.")
          : failed("tls-secret", `The Secret has no ${missing.join(" and no ")}.`),
      );
    });
}

/** Whether cert-manager has issued the certificates. */
export function certificateResults({ certificates }: ClusterSnapshot): CheckResult[] {
  return certificates.map(({ metadata, status }) => {
    const ready = status?.conditions?.find(({ type }) => type === "Ready");
    const reason = ready?.message ?? "cert-manager has not looked at it";
    return result(
      "certificate-ready",
      metadata.name,
      ready?.status === "True"
        ? well("It is issued.")
        : failed("certificate-ready", `It is not issued: ${unstopped(reason)}.`),
    );
  });
}
