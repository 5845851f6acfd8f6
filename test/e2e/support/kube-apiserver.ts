import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { startEtcd } from "./etcd";
import { KubeClient } from "./kube-client";
import { prepareKubernetesProgram } from "./kubernetes-program";
import { startServer, type ServerProcess } from "./server-process";

const CONTEXT = "test";

/** A real API server on loopback, with no controllers and no nodes: objects stay as they are written. */
export interface KubeApiServer extends ServerProcess {
  /** Talks to it as an administrator. */
  readonly client: KubeClient;
  /** The path of a kubeconfig of an administrator. */
  readonly kubeconfig: string;
  /** The kubeconfig's context. */
  readonly context: string;
}

/** Builds the API server where it is not built yet, and starts it on an etcd of its own. */
export async function startKubeApiServer(): Promise<KubeApiServer> {
  const binary = await prepareKubernetesProgram("kube-apiserver");
  const folder = mkdtempSync(path.join(tmpdir(), "formance-kubernetes-"));
  const started: ServerProcess[] = [];
  const stop = async () => {
    for (const server of started.splice(0).reverse()) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const etcd = await startEtcd(folder);
    started.push(etcd);
    const port = await findFreePort();
    const token = randomBytes(24).toString("hex");
    const certificate = path.join(folder, "certificates", "apiserver.crt");
    const server = `https://127.0.0.1:${port}`;
    const client = new KubeClient(server, certificate, token);
    const isReady = async () => existsSync(certificate) && (await client.isReady());
    started.push(await startServer(binary, flags(folder, etcd.url, port, token), isReady));
    const kubeconfig = writeKubeconfig(folder, server, certificate, token);
    return { client, kubeconfig, context: CONTEXT, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function flags(folder: string, etcd: string, port: number, token: string): string[] {
  const tokens = path.join(folder, "tokens.csv");
  writeFileSync(tokens, `${token},admin,1,"system:masters"\n`, { mode: 0o600 });
  const key = path.join(folder, "service-accounts.pem");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: "pkcs1", format: "pem" }), { mode: 0o600 });
  return [
    ["--etcd-servers", etcd],
    ["--bind-address", "127.0.0.1"],
    ["--advertise-address", "127.0.0.1"],
    ["--secure-port", String(port)],
    ["--cert-dir", path.join(folder, "certificates")],
    ["--token-auth-file", tokens],
    ["--authorization-mode", "RBAC"],
    ["--service-account-issuer", "https://kubernetes.default.svc"],
    ["--service-account-key-file", key],
    ["--service-account-signing-key-file", key],
    // The controller that makes a namespace's default service account does not run.
    ["--disable-admission-plugins", "ServiceAccount"],
    ["--service-cluster-ip-range", "10.0.0.0/24"],
    // It refuses the loopback address for the endpoints of its own Service.
    ["--endpoint-reconciler-type", "none"],
  ].flat();
}

function writeKubeconfig(folder: string, server: string, certificate: string, token: string) {
  const file = path.join(folder, "kubeconfig.yaml");
  const authority = readFileSync(certificate).toString("base64");
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: CONTEXT, cluster: { server, "certificate-authority-data": authority } }],
    users: [{ name: CONTEXT, user: { token } }],
    contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: CONTEXT } }],
    "current-context": CONTEXT,
  };
  writeFileSync(file, stringify(kubeconfig), { mode: 0o600 });
  return file;
}
