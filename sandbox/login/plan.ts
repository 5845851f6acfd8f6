import { X509Certificate } from "node:crypto";

import { parse } from "yaml";

import type { ConnectorPlace } from "../../config/connector-places";
import { isMap, type PlainMap } from "../../dex/merge";
import { podOf, readManifests, textsOf, type KubernetesObject, type Pod } from "./pod";
import type { LoginAddress, LoginService } from "../../workspace/login-addresses";
import type { LoginConnector, LoginSettings } from "./settings";

/** What a login is planned from. */
export interface LoginSources extends Pick<LoginSettings, "stack" | "port" | "database"> {
  /** The folder of the rendered objects. */
  readonly manifests: string;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly passwordCommand: string;
  /** Where connectors are set, by their ids. */
  readonly connectorPlaces: ReadonlyMap<string, ConnectorPlace>;
}

const OUTPUTS: Readonly<Record<LoginService, string>> = {
  dex: "loginIssuer",
  membership: "membershipUrl",
  console: "consoleUrl",
  portal: "portalUrl",
};
const DEVICE_CALLBACK = "/device/callback";
/** Membership's own default. */
const SCOPE = "openid email federated:id";

/** The settings of a login on what a stack deploys, or why there can't be one. */
export function planLogin(sources: LoginSources): LoginSettings | { readonly reason: string } {
  const { manifests, outputs, port } = sources;
  const objects = readManifests(manifests);
  const pod = podOf(objects, "dex");
  if (pod === undefined) {
    return {
      reason: "the stack deploys no Dex, because its users log in at another provider",
    };
  }
  if (pod.missing.length > 0) {
    return { reason: `Dex reads what the stack doesn't create: ${pod.missing.join(", ")}` };
  }
  const addresses = addressesOf(outputs, port);
  const certificates = certificatesOf(objects);
  const uncovered = addresses
    .map(({ url }) => new URL(url).hostname)
    .filter((host) => !certificates.some(({ certificate }) => covers(certificate, host)));
  if (uncovered.length > 0) {
    return {
      reason: `the stack has no certificate for ${[...new Set(uncovered)].join(", ")}; it needs formance-control-plane:ingress.tls.mode: self-signed`,
    };
  }
  const deployed = configOf(pod);
  const { config, files, differences } = forSandbox(deployed, pod, addresses);
  const client = clientOf(config, pod, objects);
  if (client === undefined) {
    return { reason: "Dex's configuration has no client for Membership" };
  }
  const email = outputs.firstLoginEmail;
  return {
    ...pick(sources),
    addresses,
    certificates,
    authority: isText(outputs.caCertificate)
      ? outputs.caCertificate
      : certificates.map(({ certificate }) => certificate).join("\n"),
    dex: { config, files, env: pod.env, args: listenersOf(config) },
    connectors: connectorsOf(config, sources.connectorPlaces),
    publicClients: mapsIn(config.staticClients)
      .filter(usesDeviceFlow)
      .map(({ id }) => textIn(id)),
    client,
    firstLogin: isText(email) ? { email, passwordCommand: sources.passwordCommand } : undefined,
    connectorRedirectUri: isText(outputs.connectorRedirectUri)
      ? outputs.connectorRedirectUri
      : undefined,
    fctlLogin: isText(outputs.fctlLogin) ? outputs.fctlLogin : undefined,
    differences,
  };
}

function pick({ stack, port, database }: LoginSources) {
  return { stack, port, database };
}

function addressesOf(outputs: LoginSources["outputs"], port: number): LoginAddress[] {
  return (Object.entries(OUTPUTS) as [LoginService, string][]).flatMap(([service, output]) => {
    const deployedUrl = outputs[output];
    return isText(deployedUrl)
      ? [{ service, deployedUrl, url: withPort(deployedUrl, [deployedUrl], port) }]
      : [];
  });
}

/** A text in which the addresses on the hosts of some URLs lead to the entry. */
function withPort(text: string, urls: readonly string[], port: number): string {
  return urls.reduce((changed, url) => {
    const { origin, hostname } = new URL(url);
    const escaped = origin.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    return changed.replaceAll(
      new RegExp(`${escaped}(?![\\w.:-])`, "g"),
      `https://${hostname}:${port}`,
    );
  }, text);
}

function certificatesOf(objects: readonly KubernetesObject[]): LoginSettings["certificates"] {
  return objects
    .filter(({ kind, type }) => kind === "Secret" && type === "kubernetes.io/tls")
    .flatMap((secret) => {
      const { "tls.crt": certificate, "tls.key": key } = textsOf(secret);
      return certificate === undefined || key === undefined ? [] : [{ certificate, key }];
    });
}

/** Whether a certificate is for a host. */
export function covers(certificate: string, host: string): boolean {
  return new X509Certificate(certificate).checkHost(host) !== undefined;
}

function configOf({ args, files }: Pod): PlainMap {
  const file = args.findLast((arg) => arg.endsWith(".yaml"));
  const parsed: unknown = parse(files[file ?? ""] ?? "");
  return isMap(parsed) ? parsed : {};
}

/** The deployed configuration with the addresses and files of this machine. */
function forSandbox(deployed: PlainMap, pod: Pod, addresses: readonly LoginAddress[]) {
  const port = Number(new URL(addresses[0]?.url ?? "https://localhost").port);
  const urls = addresses.map(({ deployedUrl }) => deployedUrl);
  let text = withPort(JSON.stringify(deployed), urls, port);
  const files: Record<string, string> = {};
  // A longer path may begin like a shorter one.
  const paths = Object.keys(pod.files).sort((left, right) => right.length - left.length);
  for (const [index, file] of paths.entries()) {
    if (!text.includes(`"${file}"`)) continue;
    const name = `file-${index}`;
    files[name] = pod.files[file] ?? "";
    text = text.replaceAll(`"${file}"`, `"${name}"`);
  }
  const config = JSON.parse(text) as PlainMap & { readonly issuer: string };
  const differences: string[] = [];
  if (isMap(config.storage) && config.storage.type === "kubernetes") {
    config.storage = { type: "memory" };
    differences.push("Dex keeps its state in memory, because there is no Kubernetes API.");
  }
  return { config, files, differences };
}

/** Every listener besides that of the web stays on this machine, at any free port. */
function listenersOf(config: PlainMap): string[] {
  const any = "127.0.0.1:0";
  return [
    ...(isMap(config.web) && "https" in config.web ? ["--web-https-addr", any] : []),
    ...(config.telemetry === undefined ? [] : ["--telemetry-addr", any]),
    ...(config.grpc === undefined ? [] : ["--grpc-addr", any]),
  ];
}

function clientOf(
  config: PlainMap,
  pod: Pod,
  objects: readonly KubernetesObject[],
): LoginSettings["client"] | undefined {
  const env = podOf(objects, "membership")?.env ?? {};
  const clients = mapsIn(config.staticClients);
  const found = clients.find(({ id }) => id === (env.RP_CLIENT_ID ?? "membership")) ?? clients[0];
  const [redirectUri] = Array.isArray(found?.redirectURIs) ? found.redirectURIs : [];
  const secret = found?.secret ?? pod.env[textIn(found?.secretEnv)];
  return isText(found?.id) && isText(secret) && isText(redirectUri)
    ? { id: found.id, secret, redirectUri, scope: env.RP_SCOPES ?? SCOPE }
    : undefined;
}

/** A public client with redirect URIs must have that of the device flow among them. */
function usesDeviceFlow({ public: isPublic, redirectURIs }: PlainMap): boolean {
  return isPublic === true && Array.isArray(redirectURIs) && redirectURIs.includes(DEVICE_CALLBACK);
}

function connectorsOf(config: PlainMap, places: LoginSources["connectorPlaces"]): LoginConnector[] {
  const local = config.enablePasswordDB === true;
  return [
    ...(local ? [{ id: "local", type: "local", name: "Local users" }] : []),
    ...mapsIn(config.connectors).map(({ id, type, name }) => {
      const place = places.get(textIn(id));
      return {
        id: textIn(id),
        type: textIn(type),
        name: textIn(name),
        setting: place && `${place.path} in ${place.file}`,
      };
    }),
  ];
}

function mapsIn(list: unknown): PlainMap[] {
  return Array.isArray(list) ? list.filter(isMap) : [];
}

function textIn(value: unknown): string {
  return isText(value) ? value : "";
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
