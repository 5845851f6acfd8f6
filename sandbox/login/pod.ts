import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { parse } from "yaml";

/** A rendered Kubernetes object, as far as pods are read from it. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly spec?: { readonly template?: { readonly spec?: PodSpec } };
}

interface KeyReference {
  readonly name: string;
  readonly key: string;
}

interface KeyItem {
  readonly key: string;
  readonly path: string;
}

interface VolumeSource {
  readonly secret?: {
    readonly secretName?: string;
    readonly name?: string;
    readonly items?: readonly KeyItem[];
  };
  readonly configMap?: { readonly name: string; readonly items?: readonly KeyItem[] };
}

interface PodSpec {
  readonly containers: readonly {
    readonly args?: readonly string[];
    readonly env?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly valueFrom?: {
        readonly secretKeyRef?: KeyReference;
        readonly configMapKeyRef?: KeyReference;
      };
    }[];
    readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes?: readonly (VolumeSource & {
    readonly name: string;
    readonly projected?: { readonly sources: readonly VolumeSource[] };
  })[];
}

/** What the first container of a pod would be given. */
export interface Pod {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Contents of the files from Secrets and ConfigMaps, by their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** Objects that it reads and that the stack doesn't make. */
  readonly missing: readonly string[];
}

/** The objects in a folder of manifests. */
export function readManifests(folder: string): KubernetesObject[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => parse(readFileSync(path.join(folder, name), "utf8")) as KubernetesObject);
}

/** What the server of a service would be given; nothing where the stack doesn't deploy it. */
export function podOf(objects: readonly KubernetesObject[], service: string): Pod | undefined {
  const deployment = objects.find(
    ({ kind, metadata: { labels } }) =>
      kind === "Deployment" &&
      labels?.["app.kubernetes.io/name"] === service &&
      labels["app.kubernetes.io/component"] === "server",
  );
  const spec = deployment?.spec?.template?.spec;
  const container = spec?.containers[0];
  if (spec === undefined || container === undefined) return undefined;
  const missing = new Set<string>();
  const keysOf = (kind: "Secret" | "ConfigMap", name: string): Record<string, string> => {
    const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (found === undefined) missing.add(`${kind} ${name}`);
    return found === undefined ? {} : textsOf(found);
  };
  const env: Record<string, string> = {};
  for (const { name, value, valueFrom } of container.env ?? []) {
    const { secretKeyRef, configMapKeyRef } = valueFrom ?? {};
    const found =
      value ??
      (secretKeyRef && keysOf("Secret", secretKeyRef.name)[secretKeyRef.key]) ??
      (configMapKeyRef && keysOf("ConfigMap", configMapKeyRef.name)[configMapKeyRef.key]);
    if (found !== undefined) env[name] = found;
  }
  const files: Record<string, string> = {};
  for (const { name, mountPath } of container.volumeMounts ?? []) {
    const volume = spec.volumes?.find((each) => each.name === name);
    for (const source of volume?.projected?.sources ?? [volume ?? {}]) {
      for (const [file, content] of Object.entries(filesOf(source, keysOf))) {
        files[path.posix.join(mountPath, file)] = content;
      }
    }
  }
  return { args: container.args ?? [], env, files, missing: [...missing] };
}

function filesOf(
  { secret, configMap }: VolumeSource,
  keysOf: (kind: "Secret" | "ConfigMap", name: string) => Record<string, string>,
): Record<string, string> {
  const [source, keys] = secret
    ? [secret, keysOf("Secret", secret.secretName ?? secret.name ?? "")]
    : configMap
      ? [configMap, keysOf("ConfigMap", configMap.name)]
      : [{}, {}];
  const items = source.items ?? Object.keys(keys).map((key) => ({ key, path: key }));
  return Object.fromEntries(
    items.flatMap(({ key, path: file }) => {
      const content = keys[key];
      return content === undefined ? [] : [[file, content]];
    }),
  );
}

/** The texts in a Secret or a ConfigMap. */
export function textsOf({ kind, data = {}, stringData = {} }: KubernetesObject) {
  const decoded = Object.entries(data).map(([key, value]) => [
    key,
    kind === "Secret" ? Buffer.from(value, "base64").toString("utf8") : value,
  ]);
  return { ...(Object.fromEntries(decoded) as Record<string, string>), ...stringData };
}
