import type { ControlPlaneParts } from "./control-plane";
import { waitUntil, type Objects } from "./objects";
import { startProgram } from "./processes";

/** The ClusterIssuer whose certificates the tests trust. */
export const ISSUER = "live-ca";
const NAMESPACE = "cert-manager";
const AUTHORITY = "live-ca";

/**
 * Starts cert-manager's controllers with an authority of the cluster's own. Answers the authority's
 * certificate.
 */
export async function startCertManager(
  parts: ControlPlaneParts,
  objects: Objects,
): Promise<string> {
  await startProgram(parts.logs, {
    name: "cert-manager",
    command: parts.programs.certManager,
    args: ["-kubeconfig", parts.credentials.kubeconfig("admin"), "-enable-gateway-api"],
  });
  await objects.put([namespace, selfSigned, authority, issuer]);
  let certificate = "";
  await waitUntil("cert-manager has made its authority", async () => {
    const secret = await objects.get("v1", "Secret", AUTHORITY, NAMESPACE);
    const { data = {} } = secret as { readonly data?: Readonly<Record<string, string>> };
    certificate = Buffer.from(data["tls.crt"] ?? "", "base64").toString();
    return certificate === "" ? "the Secret is empty" : undefined;
  });
  return certificate;
}

const group = "cert-manager.io/v1";
const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } };

const selfSigned = {
  apiVersion: group,
  kind: "ClusterIssuer",
  metadata: { name: "self-signed" },
  spec: { selfSigned: {} },
};

const authority = {
  apiVersion: group,
  kind: "Certificate",
  metadata: { name: AUTHORITY, namespace: NAMESPACE },
  spec: {
    isCA: true,
    commonName: "Authority of the live tests",
    secretName: AUTHORITY,
    privateKey: { algorithm: "ECDSA", size: 256 },
    issuerRef: { name: "self-signed", kind: "ClusterIssuer", group: "cert-manager.io" },
  },
};

const issuer = {
  apiVersion: group,
  kind: "ClusterIssuer",
  metadata: { name: ISSUER },
  spec: { ca: { secretName: AUTHORITY } },
};
