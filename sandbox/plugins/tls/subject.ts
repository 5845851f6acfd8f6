import type { JsonName } from "@peculiar/x509";
import { type Properties, type Value, isMap } from "../protocol/values";

/** The attributes of a subject in the order that Go's standard library, and so Terraform, writes. */
const ATTRIBUTES = [
  ["country", "C"],
  ["organization", "O"],
  ["organizationalUnit", "OU"],
  ["locality", "L"],
  ["province", "ST"],
  ["streetAddresses", "2.5.4.9"],
  ["postalCode", "2.5.4.17"],
  ["commonName", "CN"],
  ["serialNumber", "2.5.4.5"],
  ["emailAddress", "E"],
] as const;

/** A resource's `subject` as a distinguished name. */
export function subjectName(inputs: Properties): JsonName {
  const subject = isMap(inputs.subject) ? inputs.subject : {};
  return ATTRIBUTES.flatMap(([property, attribute]) => {
    const values = texts(subject[property]);
    return values.length === 0 ? [] : [{ [attribute]: values }];
  });
}

/** The strings in a value that may be one string or a list. */
export function texts(value: Value | undefined): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.filter((item): item is string => typeof item === "string" && item !== "");
}
