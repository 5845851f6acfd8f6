import { defaults } from "../facts/defaults";
import { usesIngress } from "../facts/public-entry";
import { isMapping } from "./path";
import type { Finding } from "./problem";
import type { StackConfig } from "./schema";

/** What is valid in the public entry but deserves a warning. */
export function entryWarnings(config: StackConfig): Finding[] {
  const { environment = defaults.environment, ingress, gateway, targetGroupBindings } = config;
  const others = gateway !== undefined || targetGroupBindings !== undefined;
  const withIngress = usesIngress(config);
  const findings: Finding[] = [];
  if (environment === "production" && !withIngress && !others) {
    findings.push({
      path: ["ingress", "enabled"],
      message:
        "leaves the stack without a public entry: no Ingress, no Gateway and no target group. Publish the Services yourself at the hosts of this config.",
    });
  }
  const both = [withIngress ? ingress?.externalDns : undefined, gateway?.externalDns];
  if (both.every((dns) => dns !== undefined && dns.publish !== false)) {
    findings.push({
      path: ["gateway", "externalDns"],
      message:
        "publishes the same hosts as ingress.externalDns, so users may arrive either way. Set publish to false in one of the two.",
    });
  }
  return findings;
}

/** Secrets from a store that nothing in the config refers to, such as after a typo. */
export function externalSecretWarnings({ externalSecrets, ...others }: StackConfig): Finding[] {
  const named = new Set(textsOf(others));
  return Object.keys(externalSecrets?.secrets ?? {})
    .filter((name) => !named.has(name))
    .map((name) => ({
      path: ["externalSecrets", "secrets", name],
      message: "is filled, but nothing in this config reads it. Refer to it by name, or remove it.",
    }));
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return isMapping(value) ? Object.values(value).flatMap(textsOf) : [];
}
