import { type Properties, type Value, containsUnknown, isMap, secret } from "../protocol/values";
import type { Outputs } from "../protocol/stand-in";
import { identityOf } from "./manifest";
import { groupOf } from "./scope";

/** Groups whose objects the official provider knows as types; custom resources stay as they are. */
const TYPED_GROUP = /^(?:[^.]*|.*\.k8s\.io)$/;
const CUSTOM_GROUPS = ["gateway.networking.k8s.io"];

/**
 * Inputs in the form that the official provider gives them, so that one way to write an object is
 * no change to another: a Secret's `stringData` as `data`, and no empty list.
 */
export function normalizeInputs(inputs: Properties): Properties {
  if (containsUnknown(inputs)) return inputs;
  const { apiVersion, kind } = identityOf(inputs);
  if (apiVersion === "v1" && kind === "Secret") return withEncodedData(inputs);
  const group = groupOf(apiVersion);
  const typed = TYPED_GROUP.test(group) && !CUSTOM_GROUPS.includes(group);
  return typed ? withoutEmptyLists(inputs) : inputs;
}

/** The same with what came from a Secret's `stringData` as secret as that was. */
export function withSecretData(inputs: Outputs): Outputs {
  const { kind, data } = inputs;
  return kind === "Secret" && isMap(data) ? { ...inputs, data: secret(data) } : inputs;
}

function withEncodedData(inputs: Properties): Properties {
  const { stringData, ...rest } = inputs;
  if (!isMap(stringData) || Object.keys(stringData).length === 0) return inputs;
  const encoded = Object.entries(stringData).map(([key, value]): [string, Value] => [
    key,
    typeof value === "string" ? Buffer.from(value).toString("base64") : value,
  ]);
  const data = isMap(rest.data) ? rest.data : {};
  return { ...rest, data: { ...data, ...Object.fromEntries(encoded) } };
}

function withoutEmptyLists(map: Properties): Properties {
  return Object.fromEntries(
    Object.entries(map)
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .map(([key, value]) => [key, withoutEmptyListsIn(value)]),
  );
}

function withoutEmptyListsIn(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutEmptyListsIn);
  return isMap(value) ? withoutEmptyLists(value) : value;
}
