import { setTimeout as sleep } from "node:timers/promises";
import { type Properties, isMap } from "../protocol/values";
import { type ApiClient, ApiError } from "./api-client";
import type { ObjectIdentity } from "./manifest";

/** How the API names a kind in paths. */
interface ApiResource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The API server needs a moment until it serves the kinds of a new definition. */
const ATTEMPTS = 20;
const PAUSE = 500;

/** Finds the path of every object, by what the API server says of its kinds. */
export class Discovery {
  readonly #client: ApiClient;
  readonly #versions = new Map<string, Promise<Map<string, ApiResource>>>();

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** The path of an object, and whether it lives in a namespace. */
  async locate(identity: ObjectIdentity): Promise<{ path: string; namespaced: boolean }> {
    const { apiVersion, name, namespace = "default" } = identity;
    const { plural, namespaced } = await this.#resource(identity);
    const scope = namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
    const path = `${root(apiVersion)}${scope}/${plural}/${encodeURIComponent(name)}`;
    return { path, namespaced };
  }

  async #resource({ apiVersion, kind }: ObjectIdentity): Promise<ApiResource> {
    for (let attempt = 1; ; attempt += 1) {
      const resource = (await this.#version(apiVersion)).get(kind);
      if (resource !== undefined) return resource;
      this.#versions.delete(apiVersion);
      if (attempt === ATTEMPTS) break;
      await sleep(PAUSE);
    }
    throw new Error(
      `The cluster knows no ${kind} of ${apiVersion}: is the operator that defines it installed?`,
    );
  }

  #version(apiVersion: string): Promise<Map<string, ApiResource>> {
    const known = this.#versions.get(apiVersion);
    if (known !== undefined) return known;
    const asked = this.#ask(apiVersion);
    this.#versions.set(apiVersion, asked);
    asked.catch(() => this.#versions.delete(apiVersion));
    return asked;
  }

  async #ask(apiVersion: string): Promise<Map<string, ApiResource>> {
    try {
      const answer = await this.#client.request({ method: "GET", path: root(apiVersion) });
      const resources = Array.isArray(answer.resources) ? answer.resources : [];
      return new Map(resources.flatMap((item) => (isMap(item) ? entryOf(item) : [])));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return new Map();
      throw error;
    }
  }
}

function root(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function entryOf({ name, kind, namespaced }: Properties): [string, ApiResource][] {
  // Names with a slash are parts of objects, such as a Deployment's scale.
  if (typeof name !== "string" || typeof kind !== "string" || name.includes("/")) return [];
  return [[kind, { plural: name, namespaced: namespaced === true }]];
}
