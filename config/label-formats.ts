import type { TextFormat } from "./text-formats";

const name = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const prefix = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const form =
  "Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as";

function isQualifiedName(key: string): boolean {
  const parts = key.split("/");
  const [first = "", second] = parts;
  if (second === undefined) return name.test(first);
  return parts.length === 2 && first.length <= 253 && prefix.test(first) && name.test(second);
}

/** A key of a label or an annotation, as Kubernetes takes it. */
export const metadataKey: TextFormat = (key) =>
  isQualifiedName(key)
    ? undefined
    : `is not a key that Kubernetes accepts. ${form} team, after an optional prefix such as example.com/.`;

/** A value of a label, as Kubernetes takes it. */
export const labelValue: TextFormat = (value) =>
  value === "" || name.test(value)
    ? undefined
    : `is not a value that Kubernetes accepts for a label. ${form} my-team.`;
