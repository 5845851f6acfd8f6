import { stringify } from "yaml";
import { type Properties, type Value, isMap } from "../protocol/values";

/** Who the API server records as the owner of the fields that are applied. */
export const FIELD_MANAGER = "pulumi-kubernetes";

/** What identifies an object of the Kubernetes API. */
export interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for objects outside any namespace. */
  readonly namespace?: string;
}

/** The identity that an object's properties state. */
export function identityOf(object: Properties): ObjectIdentity {
  const metadata = metadataOf(object);
  return {
    apiVersion: textAt(object, "apiVersion") ?? "",
    kind: textAt(object, "kind") ?? "",
    name: textAt(metadata, "name") ?? "",
    namespace: textAt(metadata, "namespace"),
  };
}

/** An object's `metadata`, empty if it has none. */
export function metadataOf(object: Properties): Properties {
  const metadata = object.metadata;
  return isMap(metadata) ? metadata : {};
}

/** An annotation's value. */
export function annotationOf(object: Properties, name: string): string | undefined {
  const annotations = metadataOf(object).annotations;
  return isMap(annotations) ? textAt(annotations, name) : undefined;
}

/** The resource id of an object: `namespace/name`, or `name` outside any namespace. */
export function resourceId({ name, namespace }: ObjectIdentity): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** The object as it goes to the API or into a file: sorted, without nulls. */
export function toManifest(inputs: Properties): Properties {
  const { apiVersion = null, kind = null, metadata = null, ...rest } = inputs;
  return withoutNulls({ apiVersion, kind, metadata: sorted(metadata), ...sortedMap(rest) });
}

/** The manifest as YAML; equal objects give equal text. */
export function toYaml(manifest: Properties): string {
  return stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Names come first, as people write them; the rest is in alphabetical order. */
const FIRST_KEYS = ["name", "namespace"];

function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  return isMap(value) ? sortedMap(value) : value;
}

function sortedMap(map: Properties): Properties {
  const rank = (key: string) => (FIRST_KEYS.includes(key) ? FIRST_KEYS.indexOf(key) : Infinity);
  const compareKeys = (a: string, b: string) =>
    rank(a) === rank(b) ? (a < b ? -1 : 1) : rank(a) - rank(b);
  const keys = Object.keys(map).sort(compareKeys);
  return Object.fromEntries(keys.map((key) => [key, sorted(map[key] ?? null)]));
}

function withoutNulls(map: Properties): Properties {
  const entries = Object.entries(map).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((item) => (isMap(item) ? withoutNulls(item) : item))
        : isMap(value)
          ? withoutNulls(value)
          : value,
    ]),
  );
}

function textAt(map: Properties, key: string): string | undefined {
  const value = map[key];
  return typeof value === "string" ? value : undefined;
}
