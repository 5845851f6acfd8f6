import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { KubeConfig } from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { type Properties, isMap } from "../protocol/values";

/** An answer of the API server that is no success. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** One request to the API server. */
export interface ApiRequest {
  readonly method: "GET" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Properties;
  readonly contentType?: string;
}

const TIME_LIMIT = 30_000;

/** How often a server that is too busy is asked again. */
const ATTEMPTS = 5;

/** Talks to one API server with the rights of a kubeconfig. */
export class ApiClient {
  readonly #config: KubeConfig;
  readonly #server: string;

  constructor(config: KubeConfig) {
    this.#config = config;
    const cluster = config.getCurrentCluster();
    if (cluster === null) throw new Error("The kubeconfig's current context names no cluster.");
    this.#server = cluster.server;
  }

  /** The server's answer; anything but a success is an `ApiError`. */
  async request(request: ApiRequest): Promise<Properties> {
    for (let attempt = 1; ; attempt += 1) {
      const { status, body } = await this.#send(request);
      if (status < 300) return body;
      const busy = status === 429 || status === 503;
      if (!busy || attempt === ATTEMPTS) {
        throw new ApiError(status, messageIn(body) ?? `The API server answered ${status}.`);
      }
      await sleep(attempt * 200);
    }
  }

  async #send(request: ApiRequest): Promise<{ status: number; body: Properties }> {
    const url = new URL(this.#server.replace(/\/$/, "") + request.path);
    for (const [key, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(key, value);
    }
    const body = request.body && Buffer.from(JSON.stringify(request.body));
    const options: https.RequestOptions = {
      method: request.method,
      headers: { accept: "application/json", ...bodyHeaders(body, request.contentType) },
      timeout: TIME_LIMIT,
    };
    await this.#config.applyToHTTPSOptions(options);
    try {
      return await exchange(url, options, body);
    } catch (error) {
      throw new Error(
        `Could not reach the API server at ${url.origin}: ${reasonOf(error)}. Check the kubeconfig and its context.`,
      );
    }
  }
}

async function exchange(
  url: URL,
  options: https.RequestOptions,
  body: Buffer | undefined,
): Promise<{ status: number; body: Properties }> {
  const { request } = url.protocol === "http:" ? http : https;
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const call = request(url, options, resolve);
    call.once("error", reject);
    call.once("timeout", () => {
      call.destroy(new Error(`no answer within ${TIME_LIMIT / 1_000} s`));
    });
    call.end(body);
  });
  return { status: response.statusCode ?? 0, body: parseBody(await text(response)) };
}

/** Node states no length for the body of a DELETE on its own, and the server would not read it. */
function bodyHeaders(body: Buffer | undefined, contentType = "application/json") {
  if (body === undefined) return {};
  return { "content-type": contentType, "content-length": body.length };
}

/** A proxy in between may answer with anything. */
function parseBody(content: string): Properties {
  try {
    return JSON.parse(content) as Properties;
  } catch {
    return { message: content.slice(0, 200) };
  }
}

function messageIn(body: Properties): string | undefined {
  return isMap(body) && typeof body.message === "string" ? body.message : undefined;
}

/** Connecting to all addresses of a name fails with one error for each, and no message. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return cause instanceof Error ? cause.message : String(cause);
}
