import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { createAuthority } from "../../support/certificates";
import { API_PORT, KUBERNETES_SERVICE, NODE, NODE_NAME } from "./addresses";

/** The kubeconfig's context of the administrator, which the commands of a journey name. */
export const CONTEXT = "live";

/** The files by which the parts of the cluster know one another. */
export interface Credentials {
  readonly authority: string;
  /** The path of a certificate, and of its key. */
  pair(name: CertificateName): { readonly certificate: string; readonly key: string };
  /** The path of a client's kubeconfig. */
  kubeconfig(client: ClientName): string;
  /** Key that signs the tokens of ServiceAccounts. */
  readonly tokenKey: string;
}

/** Subjects of the clients of the API server, which RBAC goes by. */
const CLIENTS = {
  admin: "O=system:masters, CN=admin",
  "kube-controller-manager": "CN=system:kube-controller-manager",
  "kube-scheduler": "CN=system:kube-scheduler",
  kubelet: `O=system:nodes, CN=system:node:${NODE_NAME}`,
  "kube-proxy": "CN=system:kube-proxy",
} as const;

type ClientName = keyof typeof CLIENTS;
type CertificateName = ClientName | "apiserver" | "apiserver-kubelet-client" | "front-proxy";

const API_NAMES = [
  "kubernetes",
  "kubernetes.default",
  "kubernetes.default.svc",
  "kubernetes.default.svc.cluster.local",
  "localhost",
  "127.0.0.1",
  KUBERNETES_SERVICE,
  NODE,
];

/** Makes an authority and a certificate for every part of the cluster. */
export async function makeCredentials(folder: string): Promise<Credentials> {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const authority = await createAuthority("kubernetes");
  const authorityFile = write("ca.crt", authority.certificate);
  const issue = async (name: string, subject: string, names: readonly string[]) => {
    const { certificate, key } = await authority.issue({ names, subject });
    write(`${name}.crt`, certificate);
    write(`${name}.key`, key);
    return { certificate, key };
  };
  await issue("apiserver", "CN=kube-apiserver", API_NAMES);
  await issue("apiserver-kubelet-client", "O=system:masters, CN=kube-apiserver", ["apiserver"]);
  await issue("front-proxy", "CN=front-proxy", ["front-proxy"]);
  for (const [name, subject] of Object.entries(CLIENTS)) {
    // The kubelet presents its certificate as a server too.
    const keys = await issue(name, subject, [NODE_NAME, NODE, "127.0.0.1"]);
    write(`${name}.kubeconfig`, kubeconfigText(authority.certificate, keys));
  }
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const at = (name: string) => path.join(folder, name);
  return {
    authority: authorityFile,
    tokenKey: write("tokens.key", privateKey.export({ type: "pkcs1", format: "pem" }).toString()),
    pair: (name) => ({ certificate: at(`${name}.crt`), key: at(`${name}.key`) }),
    kubeconfig: (client) => at(`${client}.kubeconfig`),
  };
}

function kubeconfigText(
  authority: string,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): string {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: CONTEXT,
        cluster: {
          server: `https://${NODE}:${API_PORT}`,
          "certificate-authority-data": base64(authority),
        },
      },
    ],
    users: [
      {
        name: CONTEXT,
        user: {
          "client-certificate-data": base64(certificate),
          "client-key-data": base64(key),
        },
      },
    ],
    contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: CONTEXT } }],
    "current-context": CONTEXT,
  });
}
