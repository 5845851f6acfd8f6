import { publicNames, type PublicName } from "../../facts/public-addresses";
import { isDeployed } from "../../facts/deployment";
import type { Path } from "../path";
import type { RuleContext } from "./context";

/** Why the thing can't be published, as the end of a sentence; nothing where it can. */
export function absence(context: RuleContext, name: PublicName): string | undefined {
  if (name !== "grpc" && isDeployed(context.settings, name)) return undefined;
  switch (name) {
    case "dex":
      return "Dex is not deployed with `oidc`";
    case "console":
    case "portal":
      return `${name}.enabled is false`;
    case "grpc":
      return context.config.membership?.managedStacks === false && context.has("nats")
        ? undefined
        : "Membership opens the gRPC port only with nats and membership.managedStacks false";
    case "membership":
      return undefined;
  }
}

/** Reports settings of services that aren't deployed. */
export function reportAbsent(context: RuleContext, ...area: Path): void {
  for (const name of publicNames) {
    const why = context.has(...area, name) ? absence(context, name) : undefined;
    if (why === undefined) continue;
    context.report([...area, name], `has no effect: ${why}. Remove it.`);
  }
}

/** The keys that a mode of certificates requires, and those without effect. */
export function checkTlsFields(
  context: RuleContext,
  area: "ingress" | "gateway",
  mode: string,
  fields: { readonly needs: readonly string[]; readonly takes: readonly string[] },
): void {
  const at = (key: string) => [area, "tls", key];
  for (const key of fields.needs) {
    if (!context.has(...at(key)))
      context.report(at(key), `is missing. The mode ${mode} requires it.`);
  }
  for (const key of ["issuer", "issuerKind", "secretName"]) {
    if (fields.needs.includes(key) || fields.takes.includes(key)) continue;
    if (!context.has(...at(key))) continue;
    context.report(at(key), `has no effect with the mode ${mode}. Remove it, or change the mode.`);
  }
}
