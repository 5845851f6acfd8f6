import { suggest } from "../messages/did-you-mean";
import { containsUnknown, type Properties } from "../seed/properties";
import { isMap } from "./is-map";
import { keysOf } from "./schema";

const known: Readonly<Record<string, string>> = {
  connection: "SeedAddress",
  "connection.portForward": "SeedPortForward",
  migration: "SeedMigration",
};

/**
 * What is wrong with how a program declares a seed, beside the values: maps whose keys not every
 * language checks, and client secrets where they would not be encrypted or would reach no stack.
 */
export function declarationProblems(news: Properties): string[] {
  const { specification, clientSecrets } = news;
  const { stacks } = isMap(specification) ? specification : {};
  const listed: unknown[] = Array.isArray(stacks) ? stacks : [];
  return [
    ...Object.entries(known).flatMap(([path, type]) => unknownKeys(news, path, type)),
    ...listed.flatMap((stack, index) =>
      isMap(stack) && "clientSecret" in stack
        ? [
            `specification.stacks[${index}].clientSecret: belongs in clientSecrets, with the key <organization>/<stack>, where it is encrypted.`,
          ]
        : [],
    ),
    ...(isMap(clientSecrets) && !containsUnknown(specification)
      ? secretsOfNoStack(Object.keys(clientSecrets), listed)
      : []),
  ];
}

function unknownKeys(news: Properties, path: string, type: string): string[] {
  const value = path
    .split(".")
    .reduce<unknown>((at, step) => (isMap(at) ? at[step] : undefined), news);
  const choice = keysOf(type);
  return (isMap(value) ? Object.keys(value) : [])
    .filter((key) => !choice.includes(key))
    .map((key) => `${path}.${key}: is not a known key.${suggest(key, choice)}`);
}

function secretsOfNoStack(keys: readonly string[], stacks: readonly unknown[]): string[] {
  const names = stacks.map((stack) =>
    isMap(stack) ? `${String(stack.organization)}/${String(stack.name)}` : "",
  );
  return keys
    .filter((key) => !names.includes(key))
    .map(
      (key) =>
        `clientSecrets: ${JSON.stringify(key)} is no stack of the specification. Write <organization>/<stack>, spelled as there.`,
    );
}
