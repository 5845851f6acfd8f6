import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect, type AddressInfo, type Server, type Socket } from "node:net";
import { createAuthority } from "../../support/certificates";

/** Git repositories behind HTTPS, the one way by which Pulumi gets a plugin from Git. */
export interface GitServer {
  /** URL of a proxy that knows the server by its name, and any other as the machine does. */
  readonly proxy: string;
  /** PEM of the authority to trust. */
  readonly authority: string;
  stop(): Promise<void>;
}

/** Serves the bare repositories below a folder by a name of its own. */
export async function startGitServer(name: string, folder: string): Promise<GitServer> {
  const authority = await createAuthority();
  const { certificate: cert, key } = await authority.issue({ names: [name] });
  const git = createSecureServer({ cert, key }, (request, response) => {
    answer(folder, request, response);
  });
  const port = await listen(git);
  const proxy = createServer();
  const tunnels = new Set<Socket>();
  proxy.on("connect", ({ url = "" }: IncomingMessage, client: Socket) => {
    const { hostname, port: other } = new URL(`https://${url}`);
    const server =
      hostname === name ? connect(port, "127.0.0.1") : connect(+other || 443, hostname);
    server.on("connect", () => client.write("HTTP/1.1 200 Connection established\r\n\r\n"));
    client.pipe(server).pipe(client);
    for (const each of [client, server]) {
      tunnels.add(each);
      each.on("error", () => {
        client.destroy();
        server.destroy();
      });
    }
  });
  return {
    proxy: `http://127.0.0.1:${await listen(proxy)}`,
    authority: authority.certificate,
    stop: async () => {
      for (const tunnel of tunnels) tunnel.destroy();
      for (const each of [proxy, git]) {
        const closed = once(each, "close");
        each.close();
        each.closeAllConnections();
        await closed;
      }
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Has Git's own CGI program answer. */
function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "https://localhost");
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_PROTOCOL: request.headers["git-protocol"]?.toString(),
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"],
      CONTENT_LENGTH: request.headers["content-length"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  request.pipe(backend.stdin);
  // The one that asks may go before all was read.
  backend.stdin.on("error", () => undefined);
  const parts: Buffer[] = [];
  backend.stdout.on("data", (part: Buffer) => parts.push(part));
  backend.on("close", () => {
    const whole = Buffer.concat(parts);
    const end = whole.indexOf("\r\n\r\n");
    for (const line of whole.subarray(0, end).toString().split("\r\n")) {
      const [name = "", value = ""] = line.split(/: (.*)/);
      if (name === "Status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(whole.subarray(end + 4));
  });
}
