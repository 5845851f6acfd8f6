import type { Path } from "../path";
import type { RuleContext } from "./context";

/** What can be published: the services, and Membership's port for agents. */
export const entryNames = ["dex", "membership", "console", "portal", "grpc"] as const;

/** One of the things that can be published. */
export type EntryName = (typeof entryNames)[number];

/** Whether Ingresses are made: by default, where nothing else is the entry. */
export function usesIngress(context: RuleContext): boolean {
  const other = context.has("gateway") || context.has("targetGroupBindings");
  return context.config.ingress?.enabled ?? !other;
}

/** Why the thing can't be published, as the end of a sentence; nothing where it can. */
export function absence(context: RuleContext, name: EntryName): string | undefined {
  const { config } = context;
  switch (name) {
    case "dex":
      return context.usesDex ? undefined : "Dex is not deployed with `oidc`";
    case "console":
    case "portal":
      return config[name]?.enabled === false ? `${name}.enabled is false` : undefined;
    case "grpc":
      return config.membership?.managedStacks === false && context.has("nats")
        ? undefined
        : "Membership has the gRPC port with membership.managedStacks false and nats only";
    case "membership":
      return undefined;
  }
}

/** Reports what is set of things that aren't there to be published. */
export function reportAbsent(context: RuleContext, ...area: Path): void {
  for (const name of entryNames) {
    const why = context.has(...area, name) ? absence(context, name) : undefined;
    if (why === undefined) continue;
    context.report([...area, name], `has no use: ${why}. Remove it.`);
  }
}

/** What a choice of certificates needs, and what it has no use for. */
export function checkTlsFields(
  context: RuleContext,
  area: "ingress" | "gateway",
  mode: string,
  fields: { readonly needs: readonly string[]; readonly takes: readonly string[] },
): void {
  const at = (key: string) => [area, "tls", key];
  for (const key of fields.needs) {
    if (!context.has(...at(key))) context.report(at(key), `is missing. The mode ${mode} needs it.`);
  }
  for (const key of ["issuer", "issuerKind", "secretName"]) {
    if (fields.needs.includes(key) || fields.takes.includes(key)) continue;
    if (!context.has(...at(key))) continue;
    context.report(at(key), `has no use with the mode ${mode}. Remove it, or change the mode.`);
  }
}
