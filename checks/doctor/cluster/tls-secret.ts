import type { Certificate, ClusterSnapshot } from "../../cluster/snapshot";
import { failed, ok, type CheckFinding } from "../../finding";
import type { ClusterCheck } from "./cluster-check";
import { conditionOf } from "./conditions";

export const tlsSecret: ClusterCheck = {
  id: "tls-secret",
  title: "The Secret of the certificate exists",
  meaning:
    "Without it, the ingress controller serves its own certificate, and a Gateway serves none.",
  causes: [
    "The Secret that `ingress.tls.secretName` names is in another namespace, or was never created.",
    "cert-manager isn't running, so nothing creates the Secret.",
  ],
  remedy:
    "Create it in the namespace with kubectl -n NAMESPACE create secret tls NAME --cert=FILE --key=FILE.",
  look(view) {
    const { ingresses, secrets, certificates } = view;
    if (secrets === undefined) return [];
    const names = [
      ...ingresses.flatMap(({ spec }) => (spec?.tls ?? []).flatMap((tls) => tls.secretName ?? [])),
      ...certificates.flatMap(({ spec }) => spec?.secretName ?? []),
    ];
    return [...new Set(names)].flatMap((name) => {
      const certificate = certificates.find(({ spec }) => spec?.secretName === name);
      // cert-manager makes the Secret of a Certificate, which tells for itself why it is not there.
      if (certificate !== undefined && !isIssued(certificate)) return [];
      const keys = secrets.find((secret) => secret.name === name)?.keys;
      return [{ subject: name, ...secretFinding(keys, makerOf(name, certificate, view)) }];
    });
  },
};

function isIssued({ status }: Certificate): boolean {
  return conditionOf(status?.conditions, "Ready") !== undefined;
}

/** Why cert-manager should have made the Secret; nothing where it is not asked to. */
function makerOf(
  name: string,
  certificate: Certificate | undefined,
  { ingresses }: ClusterSnapshot,
): string | undefined {
  if (certificate !== undefined) {
    return `although the Certificate ${certificate.metadata.name} says that it is issued`;
  }
  const ingress = ingresses.find(
    ({ metadata, spec }) =>
      spec?.tls?.some((tls) => tls.secretName === name) === true &&
      ISSUERS.some((annotation) => metadata.annotations?.[annotation] !== undefined),
  );
  return ingress === undefined
    ? undefined
    : `and no Certificate, which the Ingress ${ingress.metadata.name} asks cert-manager for`;
}

const ISSUERS = ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer"];

function secretFinding(
  keys: readonly string[] | undefined,
  maker: string | undefined,
): CheckFinding {
  if (keys === undefined && maker !== undefined) {
    return failed(
      `There is no such Secret, ${maker}: cert-manager isn't running.`,
      "Look at cert-manager's pods, which create the Secret as soon as they run: kubectl -n cert-manager get pods.",
    );
  }
  if (keys === undefined) {
    return failed("There is no such Secret, so the controller serves its own certificate.");
  }
  const missing = ["tls.crt", "tls.key"].filter((key) => !keys.includes(key));
  return missing.length === 0
    ? ok("It has a certificate and a key.")
    : failed(`The Secret has no ${missing.join(" and no ")}.`);
}
