import { setTimeout as sleep } from "node:timers/promises";
import { type Properties, isMap } from "../protocol/values";
import { InitializationError } from "../protocol/stand-in";
import type { BackEnd, Wait } from "./back-end";
import type { KubernetesConfig } from "./config";
import { loadKubeConfig } from "./kubeconfig";
import {
  FIELD_MANAGER,
  annotationOf,
  identityOf,
  metadataOf,
  resourceId,
  toManifest,
} from "./manifest";
import { ApiError, openObjectsApi, type ObjectsApi } from "./objects-api";
import { isAwaited, isUnreadyJob, readinessOf } from "./readiness";

/** How long an object may take to be ready, unless it or the program says so, in seconds. */
const READY_LIMIT = 600;
const READY_PAUSE = 500;

/** How long a deleted object may take to go. */
const DELETION_LIMIT = 60_000;
const DELETION_PAUSE = 250;

/** Opens the API server that the configuration names. */
export async function connect(config: KubernetesConfig): Promise<BackEnd> {
  return new Cluster(await openObjectsApi(await loadKubeConfig(config)), config);
}

/** Applies objects to an API server by server-side apply. */
class Cluster implements BackEnd {
  readonly #api: ObjectsApi;
  readonly #config: KubernetesConfig;

  constructor(api: ObjectsApi, config: KubernetesConfig) {
    this.#api = api;
    this.#config = config;
  }

  async create(object: Properties): Promise<Properties> {
    // Applying would take over, and a later destroy delete, what someone else has made.
    if (!this.#config.upsert && (await this.read(object)) !== undefined) {
      throw new Error(
        `${nameOf(object)} already exists and isn't part of this stack. Remove it, or adopt it with the provider option upsertExistingObjects.`,
      );
    }
    return this.#apply(object, FIELD_MANAGER);
  }

  async read(object: Properties): Promise<Properties | undefined> {
    try {
      return withoutManagedFields(await this.#api.read(object));
    } catch (error) {
      if (isGone(error)) return undefined;
      throw explained(error, "read", object);
    }
  }

  update(object: Properties, fieldManager: string): Promise<Properties> {
    return this.#apply(object, fieldManager);
  }

  async untilReady(object: Properties, { timeout, signal }: Wait): Promise<Properties> {
    if (!isAwaited(object)) return object;
    const given = Number(annotationOf(object, "pulumi.com/timeoutSeconds") ?? timeout);
    const limit = given > 0 ? given : READY_LIMIT;
    const end = Date.now() + limit * 1_000;
    const fail = (reason: string, live: Properties) => {
      const id = resourceId(identityOf(object));
      return new InitializationError(`${nameOf(object)} isn't ready${reason}`, id, live);
    };
    for (let live = object; ;) {
      live = (await this.read(object)) ?? live;
      const readiness = await readinessOf(live, (service) => this.#countAddresses(service));
      if (readiness.state === "ready") return live;
      if (readiness.state === "failed") throw fail(`: ${readiness.reason}`, live);
      if (Date.now() > end) throw fail(` after ${limit} s: ${readiness.reason}`, live);
      await sleep(READY_PAUSE, undefined, { signal }).catch(() => {
        throw fail(`, and the update was stopped: ${readiness.reason}`, live);
      });
    }
  }

  async isUnready(object: Properties): Promise<boolean> {
    const live = await this.read(object);
    return live !== undefined && isUnreadyJob(live);
  }

  async #countAddresses(service: Properties): Promise<number> {
    const { name, namespace } = identityOf(service);
    const slices = await this.#api.list(
      { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", metadata: { namespace } },
      `kubernetes.io/service-name=${name}`,
    );
    return slices
      .flatMap(({ endpoints }) => (Array.isArray(endpoints) ? endpoints : []))
      .filter((endpoint) => {
        const conditions = isMap(endpoint) ? endpoint.conditions : undefined;
        return !isMap(conditions) || conditions.ready !== false;
      }).length;
  }

  async delete(object: Properties): Promise<void> {
    const policy = annotationOf(object, "pulumi.com/deletionPropagationPolicy") ?? "background";
    const propagationPolicy = policy.charAt(0).toUpperCase() + policy.slice(1).toLowerCase();
    try {
      await this.#api.delete(object, propagationPolicy);
    } catch (error) {
      if (isGone(error)) return;
      throw explained(error, "delete", object);
    }
    await this.#untilGone(object);
  }

  async #apply(object: Properties, fieldManager: string): Promise<Properties> {
    const force =
      this.#config.force || annotationOf(object, "pulumi.com/patchForce")?.toLowerCase() === "true";
    try {
      const live = await this.#api.apply(toManifest(object), {
        fieldManager,
        fieldValidation: "Strict",
        ...(force ? { force: "true" } : {}),
      });
      return withoutManagedFields(live);
    } catch (error) {
      throw explained(error, "apply", object);
    }
  }

  /** A namespace is emptied by a controller that a bare API server lacks; the others are waited for. */
  async #untilGone(object: Properties): Promise<void> {
    const skips = annotationOf(object, "pulumi.com/skipAwait")?.toLowerCase() === "true";
    if (skips || identityOf(object).kind === "Namespace") return;
    const end = Date.now() + DELETION_LIMIT;
    while ((await this.read(object)) !== undefined) {
      if (Date.now() > end) {
        throw new Error(
          `${nameOf(object)} is not gone ${DELETION_LIMIT / 1_000} s after its deletion: look at its finalizers.`,
        );
      }
      await sleep(DELETION_PAUSE);
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** The server's own words, without the values of a Secret, and what to do. */
function explained(error: unknown, verb: string, object: Properties): unknown {
  if (!(error instanceof ApiError)) return error;
  const hint =
    error.status === 409
      ? ' Another manager owns these fields: drop them from the program, or take them over with the annotation pulumi.com/patchForce: "true".'
      : "";
  return new Error(
    `Could not ${verb} ${nameOf(object)}: ${withoutSecrets(error.message, object)}${hint}`,
  );
}

function withoutSecrets(message: string, object: Properties): string {
  if (identityOf(object).kind !== "Secret") return message;
  const encoded = isMap(object.data) ? Object.values(object.data) : [];
  const values = encoded.flatMap((value) =>
    typeof value === "string" ? [value, Buffer.from(value, "base64").toString("utf8")] : [],
  );
  return values.reduce<string>(
    (text, value) => (value === "" ? text : text.replaceAll(value, "[secret]")),
    message,
  );
}

function nameOf(object: Properties): string {
  const identity = identityOf(object);
  return `the ${identity.kind} ${resourceId(identity)}`;
}

/** Bookkeeping of the server: long, and of no use to a program. */
function withoutManagedFields(object: Properties): Properties {
  const metadata = { ...metadataOf(object) };
  delete metadata.managedFields;
  return { ...object, metadata };
}
