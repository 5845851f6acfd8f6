import type { Certificate, ClusterSnapshot } from "../../cluster/snapshot";
import { failed, ok, type CheckFinding } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";
import { conditionOf } from "./conditions";

export const certificateReady: ClusterCheck = {
  id: "certificate-ready",
  title: "cert-manager has issued the certificates",
  meaning: "Until then, the ingress controller serves its own certificate.",
  causes: [
    "The issuer doesn't exist or isn't ready.",
    "The challenge can't be answered: DNS, or port 80 from outside.",
    "cert-manager isn't running.",
  ],
  remedy:
    "See where it is stuck: kubectl -n NAMESPACE describe certificate NAME, and kubectl -n NAMESPACE describe certificaterequest,challenge.",
  look(view) {
    return view.certificates.map((certificate) => ({
      subject: certificate.metadata.name,
      ...certificateFinding(certificate, view),
    }));
  },
};

function certificateFinding(certificate: Certificate, view: ClusterSnapshot): CheckFinding {
  const { conditions } = certificate.status ?? {};
  if (conditionOf(conditions, "Ready") !== undefined) return ok("It is issued.");
  const ready = conditions?.find(({ type }) => type === "Ready");
  const issuer = issuerFault(certificate, view);
  if (issuer !== undefined) return failed(`It isn't issued: ${issuer.evidence}.`, issuer.remedy);
  const reason = requestFault(certificate, view) ?? ready?.message;
  return failed(`It isn't issued: ${unstopped(reason ?? "cert-manager hasn't processed it yet")}.`);
}

/** What is wrong with the issuer of a certificate, where that is known. */
function issuerFault(
  { spec, metadata }: Certificate,
  { issuers }: ClusterSnapshot,
): { readonly evidence: string; readonly remedy: string } | undefined {
  const { kind = "Issuer", name = "" } = spec?.issuerRef ?? {};
  const issuer = issuers.find(
    ({ reference }) => (reference.kind ?? "Issuer") === kind && reference.name === name,
  );
  if (issuer === undefined) return undefined;
  const place = kind === "Issuer" ? `-n ${metadata.namespace ?? "NAMESPACE"} ` : "";
  const command = `kubectl ${place}get ${kind.toLowerCase()}`;
  if (issuer.found === undefined) {
    return {
      evidence: `there is no ${kind} ${name}`,
      remedy: `Create it, or set the issuer (\`tls.issuer\`, \`tls.issuerKind\`) to one that ${command} lists.`,
    };
  }
  const { conditions } = issuer.found.status ?? {};
  if (conditionOf(conditions, "Ready") !== undefined) return undefined;
  const message = conditions?.find(({ type }) => type === "Ready")?.message;
  return {
    evidence: `the ${kind} ${name} isn't ready${message === undefined ? "" : `: ${unstopped(message)}`}`,
    remedy: `Read what it lacks: ${command} ${name} -o yaml.`,
  };
}

/** What the newest request for a certificate that isn't fulfilled says. */
function requestFault(
  { metadata }: Certificate,
  { certificateRequests }: ClusterSnapshot,
): string | undefined {
  const request = certificateRequests
    .filter(({ metadata: { ownerReferences = [] } }) =>
      ownerReferences.some(({ kind, name }) => kind === "Certificate" && name === metadata.name),
    )
    .at(-1);
  const condition = ["Denied", "InvalidRequest"]
    .map((type) => conditionOf(request?.status?.conditions, type))
    .find((found) => found !== undefined);
  const ready = request?.status?.conditions?.find(({ type }) => type === "Ready");
  const fault = condition ?? (ready?.status === "False" ? ready : undefined);
  return request === undefined || fault?.message === undefined
    ? undefined
    : `the CertificateRequest ${request.metadata.name} says: ${unstopped(fault.message)}`;
}
