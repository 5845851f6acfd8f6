import * as z from "zod";
import { existingSecrets } from "../../checks/preflight/cluster/existing-secrets";
import type { ObjectId } from "../../checks/cluster/objects";
import type { StackConfig } from "../../config";
import { formatPath } from "../../config/path";
import { keyOf, titleOf } from "../release/object-id";
import { hostFinder, referencesIn, textsIn } from "./references";

/** A resource of the stack's state, its secrets in clear. */
export interface DeployedResource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** An object that the stack has deployed. */
export interface OwnedObject extends ObjectId {
  /** The object's own id in its cluster, where the state has it. */
  readonly uid?: string | undefined;
  /** What the stack asked for. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What a stack knows of the objects of a cluster. */
export interface StackView {
  /** By key. */
  readonly owned: ReadonlyMap<string, OwnedObject>;
  /** Who refers to an object, by the object's title. */
  readonly references: ReadonlyMap<string, string>;
  /** Whether the stack's settings call a Service as a host. */
  readonly callsHost: ReturnType<typeof hostFinder>;
}

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
  }),
});

/** Reads a stack's state and config. */
export function stackView(resources: readonly DeployedResource[], config: StackConfig): StackView {
  const owned = resources.flatMap(({ type, inputs, outputs }): OwnedObject[] => {
    const { data } = objectSchema.safeParse(outputs);
    if (!type.startsWith("kubernetes:") || data === undefined) return [];
    const { apiVersion, kind, metadata } = data;
    const { name, namespace, uid } = metadata;
    return [{ apiVersion, kind, namespace, name, uid, inputs }];
  });
  const ofObjects = owned.flatMap((object) =>
    referencesIn(object.inputs).map((named) => [titleOf(named), `the stack's ${titleOf(object)}`]),
  ) as [string, string][];
  const ofConfig = existingSecrets(config).map(({ name, path }): [string, string] => [
    titleOf({ kind: "Secret", name }),
    `${formatPath(path)} of the stack's config`,
  ]);
  return {
    owned: new Map(owned.map((object) => [keyOf(object), object])),
    references: new Map([...ofObjects, ...ofConfig]),
    callsHost: hostFinder(textsIn([config, owned.map(({ inputs }) => inputs)])),
  };
}
