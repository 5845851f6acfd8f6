import type { ClusterObject } from "./cluster-objects";

/** Changes an object; nothing: it is missing. */
export type Change = (object: ClusterObject) => ClusterObject | undefined;

/** Changes one object of a kind; nothing: it is missing. */
export const change =
  (kind: string, name: string, how: Change) => (objects: readonly ClusterObject[]) =>
    objects.flatMap((object) =>
      object.kind === kind && object.metadata.name === name ? (how(object) ?? []) : [object],
    );

/** Changes parts of its status. */
export const status =
  (value: Record<string, unknown>): Change =>
  (object) => ({ ...object, status: { ...object.status, ...value } });

/** Changes parts of its specification. */
export const spec =
  (value: Record<string, unknown>): Change =>
  (object) => ({ ...object, spec: { ...object.spec, ...value } });

/** It is missing. */
export const gone: Change = () => undefined;

/** A set-up, the check that its verdict names, words of its evidence, and the containers' log. */
export interface ClusterFault {
  readonly name: string;
  readonly breaking: (objects: readonly ClusterObject[]) => ClusterObject[];
  readonly id: string;
  readonly words: RegExp;
  readonly log?: string;
  /** It may settle by itself, so any failure of the entry is named before it. */
  readonly settles?: boolean;
}
