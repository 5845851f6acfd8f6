import { once } from "node:events";
import { writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import path from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import { createAuthority } from "./certificates";

/** What the API server knows, and how it behaves. */
export interface PortForwardWorld {
  /** Bodies of answers by path, without the query; anything else is 404. */
  readonly objects: Readonly<Record<string, unknown>>;
  /** Port on 127.0.0.1 that the pod's port leads to. */
  readonly target: number;
  /** Status of every answer, for a server that refuses. */
  readonly refuse?: number;
  /** Status of the WebSocket's answer alone. */
  readonly refuseForward?: number;
  /** Breaks each connection off after this many bytes from the database; none after the last. */
  readonly breakAfter?: number[];
}

/** A running API server. */
export interface PortForwardServer {
  readonly url: string;
  /** PEM of the authority that signed its certificate. */
  readonly ca: string;
  /** Paths with queries of the WebSockets that were opened. */
  readonly forwards: string[];
  close(): Promise<void>;
}

/**
 * Stands for the Kubernetes API server and the kubelet behind it, neither of which runs here: it
 * answers for Services and pods, and speaks the port-forward protocol `v4.channel.k8s.io` over a
 * real WebSocket, bridged to a real port.
 */
export async function startPortForwardServer(world: PortForwardWorld): Promise<PortForwardServer> {
  const forwards: string[] = [];
  const authority = await createAuthority();
  const { certificate, key } = await authority.issue({ names: ["127.0.0.1"] });
  const server = createServer({ cert: certificate, key }, (request, response) => {
    const body = world.objects[pathOf(request)];
    const status = world.refuse ?? (body === undefined ? 404 : 200);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? { kind: "Status", status: "Failure", code: status }));
  });
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has("v4.channel.k8s.io") ? "v4.channel.k8s.io" : false),
  });
  server.on("upgrade", (request, socket, head) => {
    const status = world.refuseForward ?? world.refuse;
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    forwards.push(request.url ?? "");
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      bridge(webSocket, request, world);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    ca: authority.certificate,
    url: `https://127.0.0.1:${port}`,
    forwards,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Makes the server the current context of the kubeconfig that `KUBECONFIG` names from now on. */
export function useServer({ url, ca }: PortForwardServer, folder: string): void {
  const file = path.join(folder, "config");
  const cluster = { server: url, "certificate-authority-data": Buffer.from(ca).toString("base64") };
  const config = {
    "current-context": "test",
    contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
    clusters: [{ name: "test", cluster }],
    users: [{ name: "test", user: { token: "t" } }],
  };
  writeFileSync(file, JSON.stringify(config));
  process.env.KUBECONFIG = file;
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? "", "http://localhost").pathname;
}

/** Two channels a port: data and errors; the first frame of each names the port. */
function bridge(webSocket: WebSocket, request: IncomingMessage, world: PortForwardWorld): void {
  const port = Number(new URL(request.url ?? "", "http://localhost").searchParams.get("ports"));
  const send = (channel: number, data: Buffer): void => {
    webSocket.send(Buffer.concat([Buffer.of(channel), data]));
  };
  const name = Buffer.alloc(2);
  name.writeUInt16LE(port);
  send(0, name);
  send(1, name);
  let left = world.breakAfter?.shift() ?? Number.POSITIVE_INFINITY;
  const database = connect(world.target, "127.0.0.1");
  database.on("data", (data) => {
    left -= data.length;
    if (left < 0) webSocket.terminate();
    else send(0, data);
  });
  database.on("error", ({ message }) => {
    send(1, Buffer.from(`error forwarding port ${port}: ${message}`));
  });
  database.on("close", () => {
    webSocket.close();
  });
  webSocket.on("message", (data: Buffer) => {
    if (data[0] === 0) database.write(data.subarray(1));
  });
  webSocket.on("close", () => {
    database.destroy();
  });
}
