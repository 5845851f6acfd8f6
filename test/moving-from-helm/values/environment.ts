import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { at, find, type Recorded } from "../../support/mocks";

interface ContractEnv {
  readonly name: string;
  readonly secret: boolean;
  readonly default: string;
  readonly byDefault: boolean;
}

const file = resolve(__dirname, "../../../../test/components/contract/contract.json");
const contract = JSON.parse(readFileSync(file, "utf8")) as {
  readonly services: Readonly<Record<string, { readonly env: readonly ContractEnv[] }>>;
};

/** The services with variables of their own, by their name in the contract. */
export const servicesWithEnv = {
  membership: "formance-membership",
  "console-v3": "formance-console",
  portal: "formance-portal",
} as const;
export type ServiceWithEnv = keyof typeof servicesWithEnv;

/**
 * What the chart gives a service by default, for the domain `example.com`: what is secret is left
 * out, and so is what the chart has wrong.
 */
export function chartEnvironment(service: ServiceWithEnv): Record<string, string> {
  const rows = contract.services[service]?.env ?? [];
  return Object.fromEntries(
    rows
      .filter(({ byDefault, secret, name }) => byDefault && !secret && name !== "POD_NAME")
      .map(({ name, default: value }) => [name, inClear(value)]),
  );
}

function inClear(value: string): string {
  // The contract has empty values as words.
  return value.startsWith("(") ? "" : value.replaceAll("<serviceHost>", "example.com");
}

/** The variables of a service as its container sees them, those from foreign Secrets by their key. */
export function environmentOf(resources: readonly Recorded[], deployment: string) {
  const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", deployment);
  const container = at(inputs, "spec", "template", "spec", "containers", 0);
  return environmentIn(resources, container);
}

/** The same of any container. */
export function environmentIn(
  resources: readonly Recorded[],
  container: unknown,
): Record<string, string> {
  const env = (at(container, "env") ?? []) as { name: string; value?: string }[];
  return Object.fromEntries(
    env.map((variable) => [variable.name, variable.value ?? fromSecret(resources, variable)]),
  );
}

function fromSecret(resources: readonly Recorded[], variable: unknown): string {
  const name = at(variable, "valueFrom", "secretKeyRef", "name");
  const key = at(variable, "valueFrom", "secretKeyRef", "key");
  if (name === undefined) return "";
  const secret = resources.find(
    ({ type, inputs }) =>
      type === "kubernetes:core/v1:Secret" && at(inputs, "metadata", "name") === name,
  );
  const value = at(secret?.inputs, "stringData", String(key));
  return typeof value === "string" ? value : [name, key].join("/");
}
