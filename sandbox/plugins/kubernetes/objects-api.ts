import { setTimeout as sleep } from "node:timers/promises";
import type {
  HttpMethod,
  KubeConfig,
  KubernetesObject,
  RequestContext,
  ResponseContext,
} from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { type Properties, isMap } from "../protocol/values";
import { identityOf, metadataOf } from "./manifest";

/** An answer of the API server that is no success. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A kind, and the namespace in which it is looked for. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace: string | undefined };
}

/** The API for objects of any kind; anything but a success is an {@link ApiError}. */
export interface ObjectsApi {
  read(object: Properties): Promise<Properties>;
  /** The objects of a kind in a namespace that have a label. */
  list(kind: Kind, labelSelector: string): Promise<Properties[]>;
  /** Applies a manifest on the server's side. */
  apply(manifest: Properties, query: Readonly<Record<string, string>>): Promise<Properties>;
  delete(object: Properties, propagationPolicy: string): Promise<Properties>;
}

const TIME_LIMIT = 30_000;

/** How often a server that is too busy is asked again. */
const ATTEMPTS = 5;

/** The API server needs a moment until it serves the kinds of a new definition. */
const KIND_ATTEMPTS = 20;
const KIND_PAUSE = 500;

/** Opens the API server of a kubeconfig's current context. */
export async function openObjectsApi(config: KubeConfig): Promise<ObjectsApi> {
  // The library is large; rendering does without it.
  const { HttpMethod, KubernetesObjectApi, PatchStrategy } =
    await import("@kubernetes/client-node");
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new Error("The kubeconfig's current context names no cluster.");

  /** The library's way to an object, with objects as they are: its models rename and drop fields. */
  class Objects extends KubernetesObjectApi {
    async send(
      method: HttpMethod,
      object: Properties,
      complete: (request: RequestContext, namespaced: boolean) => void = () => undefined,
    ): Promise<Properties> {
      const { apiVersion, kind, name, namespace } = identityOf(object);
      const namespaced = await this.#isNamespaced(apiVersion, kind);
      const header = { apiVersion, kind, metadata: { name, namespace } };
      const path = await this.specUriPath(header, "read");
      const request = this.configuration.baseServer.makeRequestContext(path, method);
      request.setHeaderParam("Accept", "application/json");
      request.setSignal(AbortSignal.timeout(TIME_LIMIT));
      complete(request, namespaced);
      return await this.requestPromise<KubernetesObject & Properties>(request);
    }

    async sendList(kind: Kind, labelSelector: string): Promise<Properties[]> {
      const path = await this.specUriPath(kind, "list");
      const request = this.configuration.baseServer.makeRequestContext(path, HttpMethod.GET);
      request.setHeaderParam("Accept", "application/json");
      request.setQueryParam("labelSelector", labelSelector);
      request.setSignal(AbortSignal.timeout(TIME_LIMIT));
      const { items } = await this.requestPromise<KubernetesObject & Properties>(request);
      return Array.isArray(items) ? items.filter((item) => isMap(item)) : [];
    }

    protected override async processResponse<T extends KubernetesObject>(
      response: ResponseContext,
      type?: string,
    ): Promise<T> {
      const status = response.httpStatusCode;
      if (status < 300 && type !== undefined) return super.processResponse(response, type);
      const text = await response.body.text();
      if (status >= 300) throw new ApiError(status, messageIn(text, status));
      return JSON.parse(text) as T;
    }

    async #isNamespaced(apiVersion: string, kind: string): Promise<boolean> {
      for (let attempt = 1; attempt <= KIND_ATTEMPTS; attempt += 1) {
        const resource = await this.resource(apiVersion, kind).catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 404) return undefined;
          throw error;
        });
        if (resource !== undefined) return resource.namespaced;
        await sleep(KIND_PAUSE);
      }
      throw new Error(
        `The cluster has no ${kind} in ${apiVersion}: is the operator that defines it installed?`,
      );
    }
  }

  const api = config.makeApiClient(Objects);
  const send = (...args: Parameters<Objects["send"]>) => retried(() => api.send(...args), server);
  return {
    read: (object) => send(HttpMethod.GET, object),
    list: (...args) => retried(() => api.sendList(...args), server),
    apply: (manifest, query) =>
      send(HttpMethod.PATCH, manifest, (request, namespaced) => {
        for (const [key, value] of Object.entries(query)) request.setQueryParam(key, value);
        request.setHeaderParam("Content-Type", PatchStrategy.ServerSideApply);
        request.setBody(JSON.stringify(namespaced ? manifest : withoutNamespace(manifest)));
      }),
    delete: (object, propagationPolicy) =>
      send(HttpMethod.DELETE, object, (request) => {
        request.setQueryParam("propagationPolicy", propagationPolicy);
      }),
  };
}

async function retried<T>(work: () => Promise<T>, server: string): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const busy = error instanceof ApiError && (error.status === 429 || error.status === 503);
      if (!busy || attempt === ATTEMPTS) throw explained(error, server);
      await sleep(attempt * 200);
    }
  }
}

/** What fetch says of a server that it can't reach is only in the cause. */
function explained(error: unknown, server: string): unknown {
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  if (!isTimeout && !(error instanceof TypeError && error.cause instanceof Error)) return error;
  const reason = isTimeout ? `no answer within ${TIME_LIMIT / 1_000} s` : reasonOf(error.cause);
  return new Error(
    `Could not reach the API server at ${new URL(server).origin}: ${reason}. Check the kubeconfig and its context.`,
  );
}

/** Connecting to all addresses of a name fails with one error for each, and no message. */
function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** The server's own words; a proxy in between may answer with anything. */
function messageIn(text: string, status: number): string {
  try {
    const body = JSON.parse(text) as Properties;
    if (isMap(body) && typeof body.message === "string") return body.message;
  } catch {
    if (text !== "") return text.slice(0, 200);
  }
  return `The API server answered ${status}.`;
}

function withoutNamespace(object: Properties): Properties {
  const metadata = { ...metadataOf(object) };
  delete metadata.namespace;
  return { ...object, metadata };
}
