import { stringify } from "yaml";

/** How the program writes YAML. */
export const writing = {
  // What is a date, a number or a boolean to an older reader, such as kubectl's, gets quotes.
  compat: "yaml-1.1",
  aliasDuplicateObjects: false,
  lineWidth: 0,
} as const;

/** A value as YAML that every reader takes as it is. */
export function writeYaml(value: unknown): string {
  return stringify(value, writing);
}
