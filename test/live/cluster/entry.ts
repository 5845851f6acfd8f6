import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";
import type { KubeObject } from "../../e2e/support/kube-client";
import { GATEWAY, NODE } from "./addresses";
import type { ControlPlaneParts } from "./control-plane";
import type { NodeParts } from "./node";
import type { Objects } from "./objects";
import { startProgram } from "./processes";

/** The class of the Ingresses that the entry serves, of docs/local-cluster.md. */
export const INGRESS_CLASS = "contour";
const CLASS = path.join(projectRoot(), "examples", "local", "ingress-class.yaml");

/** Ports of one Contour on 127.0.0.1. */
interface Ports {
  readonly xds: number;
  readonly http: number;
  readonly health: number;
  readonly debug: number;
}

/** Starts Contour and its Envoy on the node's ports 80 and 443, for Ingresses. */
export async function startIngressEntry(parts: ControlPlaneParts, objects: Objects): Promise<void> {
  await objects.put([parse(readFileSync(CLASS, "utf8")) as KubeObject]);
  const ports = { xds: 8001, http: 8002, health: 8003, debug: 8005 };
  const args = [
    ...["--ingress-class-name", INGRESS_CLASS],
    ...["--ingress-status-address", NODE],
    ...["--envoy-service-http-address", NODE, "--envoy-service-http-port", "80"],
    ...["--envoy-service-https-address", NODE, "--envoy-service-https-port", "443"],
    ...["--stats-address", "127.0.0.1", "--stats-port", "8004"],
  ];
  await startContour(parts, "contour", ports, args);
  await startEnvoy(parts, "envoy", ports);
}

/** The Gateway that a second Contour serves, with Envoy at the address of the entry by Gateway. */
export const ENTRY_GATEWAY = { name: "public", namespace: "infra" } as const;

/** Starts it; whoever makes the Gateway gives it its listeners, on ports 80 and 443. */
export async function startGatewayEntry(parts: NodeParts): Promise<void> {
  await publishPorts(parts);
  const ports = { xds: 8011, http: 8012, health: 8013, debug: 8015 };
  const args = [
    // It leaves Ingresses to the first one.
    ...["--ingress-class-name", "gateway-only"],
    ...["--ingress-status-address", GATEWAY],
    ...["--envoy-service-http-address", GATEWAY, "--envoy-service-https-address", GATEWAY],
    ...["--stats-address", "127.0.0.1", "--stats-port", "8014"],
    // Kinds of the experimental channel, which are not defined here.
    ...["tlsroutes", "tcproutes", "backendtlspolicies"].flatMap((kind) => [
      "--disable-feature",
      kind,
    ]),
  ];
  await startContour(parts, "gateway-contour", ports, args, { gatewayRef: ENTRY_GATEWAY });
  await startEnvoy(parts, "gateway-envoy", ports);
}

/** Contour adds 8000 to the ports of a Gateway, which a Service takes back elsewhere. */
async function publishPorts({ packages }: NodeParts): Promise<void> {
  const rules = [80, 443].map(
    (port) => `ip daddr ${GATEWAY} tcp dport ${port} dnat to ${GATEWAY}:${port + 8000}`,
  );
  const chains = ["prerouting", "output"].map((hook) =>
    [`chain ${hook} {`, `type nat hook ${hook} priority -110;`, ...rules, "}"].join("\n"),
  );
  const nft = path.join(packages.root, "usr", "sbin", "nft");
  const { code, stderr } = await runCommand(nft, ["--file", "-"], {
    input: ["table ip entry {", ...chains, "}"].join("\n"),
    env: { ...process.env, ...packages.env },
  });
  if (code !== 0) throw new Error(`nft failed: ${stderr}`);
}

async function startContour(
  parts: ControlPlaneParts,
  name: string,
  ports: Ports,
  args: readonly string[],
  gateway?: { readonly gatewayRef: typeof ENTRY_GATEWAY },
): Promise<void> {
  const config = path.join(parts.folder, `${name}.yaml`);
  // Its own default waits for health of the node's other programs.
  writeFileSync(config, stringify({ disablePermitInsecure: true, gateway }));
  await startProgram(parts.logs, {
    name,
    command: parts.programs.contour,
    args: [
      "serve",
      ...["--kubeconfig", parts.credentials.kubeconfig("admin")],
      ...["--config-path", config],
      ...["--insecure", "--xds-address", "127.0.0.1", "--xds-port", String(ports.xds)],
      ...["--http-address", "127.0.0.1", "--http-port", String(ports.http)],
      ...["--health-address", "127.0.0.1", "--health-port", String(ports.health)],
      ...["--debug-http-address", "127.0.0.1", "--debug-http-port", String(ports.debug)],
      "--disable-leader-election",
      ...args,
    ],
    isReady: async () => (await fetch(`http://127.0.0.1:${ports.health}/healthz`)).ok,
  });
}

async function startEnvoy(parts: ControlPlaneParts, name: string, ports: Ports): Promise<void> {
  const folder = path.join(parts.folder, name);
  mkdirSync(folder);
  const file = path.join(folder, "bootstrap.json");
  const { code, stderr } = await runCommand(parts.programs.contour, [
    "bootstrap",
    file,
    ...["--xds-address", "127.0.0.1", "--xds-port", String(ports.xds)],
    ...["--resources-dir", path.join(folder, "resources")],
    ...["--admin-address", path.join(folder, "admin.sock")],
  ]);
  if (code !== 0) throw new Error(`contour bootstrap failed: ${stderr}`);
  await startProgram(parts.logs, {
    name,
    command: parts.programs.envoy,
    args: [
      ...["--config-path", file],
      ...["--service-cluster", name, "--service-node", name],
      // Two Envoys of one machine would share their memory for hot restarts.
      "--disable-hot-restart",
      ...["--log-level", "warn", "--concurrency", "1"],
    ],
  });
}
