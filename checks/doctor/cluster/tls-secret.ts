import { failed, ok } from "../../finding";
import type { ClusterCheck } from "./cluster-check";

export const tlsSecret: ClusterCheck = {
  id: "tls-secret",
  title: "The Secret of the certificate exists",
  meaning: "Without it, the ingress controller serves a certificate of its own.",
  causes: [
    "The Secret that `ingress.tls.secretName` names is in another namespace, or was never created.",
    "cert-manager isn't running, so nothing creates the Secret.",
  ],
  remedy:
    "Create it in the namespace with kubectl create secret tls NAME --cert=FILE --key=FILE, or look at cert-manager's pods.",
  look({ ingresses, secrets, certificates }) {
    if (secrets === undefined) return [];
    // cert-manager makes the Secret of a Certificate, which tells for itself why it is not there.
    const awaited = certificates.map(({ spec, metadata }) => spec?.secretName ?? metadata.name);
    const names = ingresses.flatMap(({ spec }) =>
      (spec?.tls ?? []).flatMap(({ secretName }) => secretName ?? []),
    );
    return [...new Set(names)]
      .filter((name) => !awaited.includes(name))
      .map((name) => ({
        subject: name,
        ...secretFinding(secrets.find((secret) => secret.name === name)?.keys),
      }));
  },
};

function secretFinding(keys: readonly string[] | undefined) {
  if (keys === undefined) {
    return failed("There is no such Secret, so the controller shows its own certificate.");
  }
  const missing = ["tls.crt", "tls.key"].filter((key) => !keys.includes(key));
  return missing.length === 0
    ? ok("It has certificate and key.")
    : failed(`The Secret has no ${missing.join(" and no ")}.`);
}
