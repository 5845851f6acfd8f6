import { createHash, randomBytes as bytes, randomInt, randomUUID } from "node:crypto";
import type { ResourceKind } from "../protocol/resource-kind";
import { type Properties, UNKNOWN } from "../protocol/values";

/** `random.RandomId`: random bytes in several notations, each after an optional prefix. */
export const randomId: ResourceKind = {
  replaces: () => true,
  create({ inputs, preview }) {
    const value = bytes(numberOf(inputs, "byteLength"));
    const prefix = typeof inputs.prefix === "string" ? inputs.prefix : "";
    const id = value.toString("base64url");
    const outputs = {
      b64Std: prefix + value.toString("base64"),
      b64Url: prefix + id,
      dec: prefix + BigInt(`0x${value.toString("hex")}`).toString(),
      hex: prefix + value.toString("hex"),
    };
    return { id, outputs: { ...inputs, ...hiddenIn(preview, outputs) } };
  },
};

/** `random.RandomBytes`: secret bytes. */
export const randomBytes: ResourceKind = {
  replaces: () => true,
  create({ inputs, preview }) {
    const value = bytes(numberOf(inputs, "length"));
    const outputs = { base64: value.toString("base64"), hex: value.toString("hex") };
    return { id: "none", outputs: { ...inputs, ...hiddenIn(preview, outputs) } };
  },
};

/** `random.RandomUuid`: a UUID of version 4. */
export const randomUuid: ResourceKind = {
  replaces: () => true,
  create({ inputs, preview }) {
    const result = randomUUID();
    return { id: result, outputs: { ...inputs, ...hiddenIn(preview, { result }) } };
  },
};

/** `random.RandomInteger`: a whole number between two bounds, both included. */
export const randomInteger: ResourceKind = {
  replaces: () => true,
  check(inputs) {
    const { min, max } = inputs;
    return typeof min === "number" && typeof max === "number" && min > max
      ? [{ property: "max", reason: `is ${max}, less than min, ${min}` }]
      : [];
  },
  create({ inputs, preview }) {
    if (preview) return { id: "", outputs: { ...inputs, result: UNKNOWN } };
    const min = numberOf(inputs, "min");
    const size = numberOf(inputs, "max") - min + 1;
    const seed = inputs.seed;
    const result = min + (typeof seed === "string" ? seeded(seed) % size : randomInt(size));
    return { id: String(result), outputs: { ...inputs, result } };
  },
};

/** The same number for the same seed, though not the number that the official provider draws. */
function seeded(seed: string): number {
  return createHash("sha256").update(seed).digest().readUIntBE(0, 6);
}

function hiddenIn(preview: boolean, outputs: Record<string, string>): Record<string, string> {
  return preview
    ? Object.fromEntries(Object.keys(outputs).map((key) => [key, UNKNOWN]))
    : { ...outputs };
}

function numberOf(inputs: Properties, key: string): number {
  const value = inputs[key];
  // In a preview the number can be unknown; nothing of it is shown then.
  return typeof value === "number" ? value : 1;
}
