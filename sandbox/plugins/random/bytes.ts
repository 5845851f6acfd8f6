import { randomBytes as bytes } from "node:crypto";
import type { ResourceKind } from "../protocol/resource-kind";
import { UNKNOWN } from "../protocol/values";

/** `random.RandomBytes`: secret bytes. */
export const randomBytes: ResourceKind = {
  inputs: ["length"],
  replaces: () => true,
  create({ inputs, preview }) {
    if (preview) return { id: "", outputs: { ...inputs, base64: UNKNOWN, hex: UNKNOWN } };
    const value = bytes(Number(inputs.length));
    const outputs = { base64: value.toString("base64"), hex: value.toString("hex") };
    return { id: "none", outputs: { ...inputs, ...outputs } };
  },
};
