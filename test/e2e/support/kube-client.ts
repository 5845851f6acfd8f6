import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";

const TIME_LIMIT = 60_000;

/** What the API server said to a request. */
export interface KubeAnswer {
  readonly status: number;
  readonly body: KubeObject;
  /** The texts of its `Warning` headers: Pod Security, deprecated and unknown fields. */
  readonly warnings: readonly string[];
}

/** An object of the Kubernetes API. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** How an object is put. */
export interface PutOptions {
  /** Go through admission and validation, and store nothing. @default false */
  readonly dryRun?: boolean;
}

/** Applies objects to an API server as it is, and says its warnings. */
export class KubeClient {
  readonly #server: string;
  readonly #certificate: string;
  readonly #token: string;

  /** `certificate` is the path of the server's own certificate, which need not be there yet. */
  constructor(server: string, certificate: string, token: string) {
    this.#server = server;
    this.#certificate = certificate;
    this.#token = token;
  }

  /** Whether the server answers that it is ready. */
  async isReady(): Promise<boolean> {
    try {
      return (await this.request("GET", "/readyz")).status === 200;
    } catch {
      return false;
    }
  }

  /** Makes or changes an object by server-side apply; unknown fields are refused. */
  put(object: KubeObject, { dryRun = false }: PutOptions = {}): Promise<KubeAnswer> {
    const query = new URLSearchParams({ fieldManager: "test", fieldValidation: "Strict" });
    if (dryRun) query.set("dryRun", "All");
    return this.request("PATCH", `${pathOf(object)}?${query.toString()}`, object);
  }

  /** Sends one request; a body is applied, unless it is of another type. */
  async request(
    method: string,
    path: string,
    body?: object,
    contentType = "application/apply-patch+yaml",
  ): Promise<KubeAnswer> {
    // JSON is YAML.
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const options: https.RequestOptions = {
      method,
      ca: readFileSync(this.#certificate),
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: "application/json",
        ...(content && {
          "content-type": contentType,
          "content-length": content.length,
        }),
      },
      signal: AbortSignal.timeout(TIME_LIMIT),
    };
    const url = new URL(path, this.#server);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      https.request(url, options, resolve).once("error", reject).end(content);
    });
    return {
      status: response.statusCode ?? 0,
      body: parsed(await text(response)),
      warnings: [response.headers.warning ?? []].flat(),
    };
  }
}

/** Health checks answer in plain text. */
function parsed(answer: string): KubeObject {
  return answer.startsWith("{") ? (JSON.parse(answer) as KubeObject) : { message: answer };
}

/** Irregular plurals of kinds. */
const PLURALS: Readonly<Record<string, string>> = {
  Ingress: "ingresses",
  NetworkPolicy: "networkpolicies",
};

/** Kinds outside any namespace. */
const CLUSTER_KINDS = [
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "Namespace",
];

/** The path of an object in the API. */
export function pathOf({ apiVersion = "", kind = "", metadata }: KubeObject): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const scope = CLUSTER_KINDS.includes(kind) ? "" : `/namespaces/${metadata?.namespace ?? ""}`;
  return `${root}${scope}/${PLURALS[kind] ?? `${kind.toLowerCase()}s`}/${metadata?.name ?? ""}`;
}
