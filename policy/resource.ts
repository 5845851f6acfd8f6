/** Stands for a value that a preview doesn't know yet; no rule holds it against anybody. */
export const UNKNOWN = Symbol("unknown until it is deployed");

/** Stands for a value that Pulumi keeps secret, where that is known of it. */
export const SECRET = Symbol("secret");

/** A resource of a stack, as the rules see it. */
export interface PolicyResource {
  readonly urn: string;
  /** Type token, e.g. `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** What the program asked for, with {@link UNKNOWN} and {@link SECRET} in the place of values. */
  readonly inputs: unknown;
  /** Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** Pulumi leaves it where it is when the stack is destroyed; absent where that isn't told. */
  readonly retainOnDelete?: boolean;
}

/** The value at a path of keys; {@link UNKNOWN} below an unknown one. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (found === UNKNOWN || found === SECRET) return UNKNOWN;
    found = isRecord(found) || Array.isArray(found) ? Reflect.get(found, step) : undefined;
  }
  return found;
}

/** The elements of a list, none where it is no list. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Whether a value passes, or isn't known. */
export function may(value: unknown, passes: (known: unknown) => boolean): boolean {
  return value === UNKNOWN || value === SECRET || passes(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Kind of a Kubernetes object; empty for other resources. */
export function kindOf({ type }: PolicyResource): string {
  const parts = type.split(":");
  return parts[0] === "kubernetes" ? (parts.at(-1) ?? "") : "";
}

/** Kinds whose pods keep running. */
export const serverKinds: readonly string[] = ["Deployment", "StatefulSet", "DaemonSet"];

/** A pod as its controller would make it. */
export interface PodTemplate {
  readonly labels: unknown;
  readonly spec: unknown;
}

/** The pod that an object is, or makes; none for an object that makes none. */
export function podOf(resource: PolicyResource): PodTemplate | undefined {
  const { inputs } = resource;
  const kind = kindOf(resource);
  const template =
    kind === "Pod"
      ? inputs
      : kind === "CronJob"
        ? at(inputs, "spec", "jobTemplate", "spec", "template")
        : [...serverKinds, "Job", "ReplicaSet"].includes(kind)
          ? at(inputs, "spec", "template")
          : undefined;
  if (!isRecord(template)) return undefined;
  return { labels: at(template, "metadata", "labels"), spec: at(template, "spec") };
}

/** The containers of a pod, those that run first included. */
export function containersOf({ spec }: PodTemplate): readonly unknown[] {
  return [...listAt(spec, "containers"), ...listAt(spec, "initContainers")];
}

/** What a container is called in a message. */
export function nameOf(value: unknown): string {
  const name = at(value, "name");
  return typeof name === "string" ? name : "(no name)";
}
