import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";

/** How a server is asked. */
export interface ProbeOptions {
  readonly signal: AbortSignal;
  /** Trusted besides the system's authorities, PEM. */
  readonly ca?: string;
  /** Takes any certificate, where the set-up does so too. */
  readonly insecure?: boolean;
  /** Replaces the look-up of names, as curl's `--resolve` does. */
  readonly lookup?: LookupFunction;
  readonly method?: "GET" | "HEAD" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The longest body that is read, in bytes; what follows is left out. @default 262144 */
  readonly maxBytes?: number;
}

/** A server's answer; redirects are not followed. */
export interface ProbeAnswer {
  readonly status: number;
  readonly headers: Readonly<http.IncomingHttpHeaders>;
  readonly body: string;
}

/** Sends one request on a connection of its own. */
export function probeHttp(url: URL, options: ProbeOptions): Promise<ProbeAnswer> {
  const secure = url.protocol === "https:";
  const settings: https.RequestOptions = {
    method: options.method ?? "GET",
    agent: false,
    signal: options.signal,
    headers: { "user-agent": "formance-control-plane", ...options.headers },
    lookup: options.lookup,
    // Plain HTTP does not look at these.
    ca: options.ca === undefined ? undefined : [...rootCertificates, options.ca],
    rejectUnauthorized: options.insecure !== true,
  };
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(url, settings, (response) => {
      readBody(response, options.maxBytes ?? 262_144).then((body) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      }, reject);
    });
    request.on("error", reject);
    request.end(options.body);
  });
}

/** Reads up to a number of bytes; leaving the loop closes the connection. */
async function readBody(response: http.IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    const buffer = part as Buffer;
    parts.push(buffer);
    size += buffer.length;
    if (size >= limit) break;
  }
  return Buffer.concat(parts).subarray(0, limit).toString("utf8");
}
