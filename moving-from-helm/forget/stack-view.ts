import * as z from "zod";
import { existingSecrets } from "../../checks/cluster/existing-secrets";
import type { ObjectId } from "../../checks/cluster/objects";
import type { StackConfig } from "../../config";
import { formatPath } from "../../config/path";
import { keyOf, titleOf } from "../release/object-id";
import { hostFinder, referencesIn, textsIn } from "./references";

/** An object that the stack has deployed. */
export interface OwnedObject extends ObjectId {
  /** The object's own id in its cluster, where the state has it. */
  readonly uid?: string;
  /** What the stack asked for. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A resource of the stack's state, its secrets in clear. */
export interface DeployedResource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
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
  const owned = resources.filter(({ type }) => type.startsWith("kubernetes:")).flatMap(ownedObject);
  const references = new Map<string, string>();
  for (const object of owned) {
    for (const named of referencesIn(object.inputs)) {
      references.set(titleOf(named), `the stack's ${titleOf(object)}`);
    }
  }
  for (const { name, path } of existingSecrets(config)) {
    references.set(titleOf({ kind: "Secret", name }), `${formatPath(path)} of the stack's config`);
  }
  return {
    owned: new Map(owned.map((object) => [keyOf(object), object])),
    references,
    callsHost: hostFinder(textsIn([config, owned.map(({ inputs }) => inputs)])),
  };
}

function ownedObject({ inputs, outputs }: DeployedResource): OwnedObject[] {
  const parsed = objectSchema.safeParse(outputs);
  if (!parsed.success) return [];
  const { apiVersion, kind, metadata } = parsed.data;
  const { name, namespace, uid } = metadata;
  return [
    {
      apiVersion,
      kind,
      ...(namespace !== undefined && { namespace }),
      name,
      ...(uid !== undefined && { uid }),
      inputs,
    },
  ];
}
