import http from "node:http";
import https from "node:https";
import { createSecureContext } from "node:tls";

import { covers } from "./plan";
import type { LoginAddress } from "../../workspace/login-addresses";
import type { LoginSettings } from "./settings";

/** What answers requests that aren't for Dex. */
export type Answer = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  url: URL,
) => Promise<void>;

/** The TLS entry of every host of the stack: Dex behind its addresses, the page behind the others. */
export function createEntry(
  settings: LoginSettings,
  dexPort: number,
  answer: Answer,
): https.Server {
  const contexts = settings.certificates.map(({ certificate, key }) => ({
    certificate,
    context: createSecureContext({ cert: certificate, key }),
  }));
  const [first] = settings.certificates;
  return https.createServer(
    {
      cert: first?.certificate,
      key: first?.key,
      SNICallback: (host, done) => {
        done(null, contexts.find(({ certificate }) => covers(certificate, host))?.context);
      },
    },
    (request, response) => {
      const url = addressOf(request, settings.port);
      const target = url && targetOf(url, settings.addresses);
      if (url === undefined || target === undefined) {
        const known = settings.addresses.map((each) => each.url).join("\n");
        send(response, 404, `There is nothing at this address. These answer:\n${known}\n`);
      } else if (target.service === "dex") {
        forward(request, response, dexPort);
      } else {
        answer(request, response, url).catch((error: unknown) => {
          console.error(error);
          if (response.headersSent) response.destroy();
          else
            send(response, 500, "The sandbox failed; .sandbox/login/login.log has the reason.\n");
        });
      }
    },
  );
}

/** The address of a request; nothing where it can't be one. */
function addressOf(request: http.IncomingMessage, port: number): URL | undefined {
  const [host = ""] = (request.headers.host ?? "").split(":");
  const address = `https://${host}:${port}${request.url ?? "/"}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** The service at an address: of several on one host, that with the longest path. */
function targetOf(url: URL, addresses: readonly LoginAddress[]): LoginAddress | undefined {
  return addresses
    .filter((address) => {
      const { hostname, pathname } = new URL(address.url);
      // Only Dex lives below its path; the page answers on the whole of the other hosts.
      const path = address.service === "dex" ? pathname.replace(/\/$/, "") : "";
      return hostname === url.hostname && (url.pathname + "/").startsWith(`${path}/`);
    })
    .sort((left, right) => depth(right) - depth(left))[0];
}

function depth({ service, url }: LoginAddress): number {
  return service === "dex" ? new URL(url).pathname.length : 0;
}

function forward(request: http.IncomingMessage, response: http.ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const forwarded = { ...headers, "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" };
  const onward = http.request(
    { host: "127.0.0.1", port, method, path: url, headers: forwarded },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on("error", () => {
    if (response.headersSent) response.destroy();
    else
      send(response, 502, "Dex doesn't answer. The page at the other addresses has the reason.\n");
  });
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

function send(response: http.ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}
