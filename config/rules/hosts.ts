import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";
import { absence, usesIngress } from "./entry";

interface Host {
  readonly service: "dex" | "membership" | "console" | "portal" | "grpc" | "oidc";
  readonly name: string;
  /** Where the service lives below its host. */
  readonly prefix: string;
  readonly path: Path;
  readonly given: boolean;
}

/**
 * Services share a host only where each has a path of its own: Membership lives at `/api`, Dex where
 * its issuer says, Console and Portal at the root alone.
 */
export const hostsRule: Rule = (context) => {
  const seen = new Map<string, Host[]>();
  // What is given explicitly comes last, so that it is named as the one to change.
  const hosts = effectiveHosts(context).sort((left, right) => +left.given - +right.given);
  for (const host of hosts) {
    const others = seen.get(host.name) ?? [];
    seen.set(host.name, [...others, host]);
    const other = others.find((one) => clash(one, host) !== undefined);
    if (other === undefined) continue;
    const byDefault = other.given ? "" : ", which is so by default";
    context.report(
      host.path,
      `is the same host as ${context.name(...other.path)}${byDefault}. ${clash(other, host) ?? ""}`,
    );
  }
};

/** What keeps two services from one host, and what to do; nothing where they go together. */
function clash(left: Host, right: Host): string | undefined {
  const both = [left, right];
  const services = both.map(({ service }) => service);
  const own = "Give each service its own.";
  if (services.includes("grpc") || services.includes("oidc")) return own;
  const dex = both.find(({ service }) => service === "dex");
  const other = both.find(({ service }) => service !== "dex");
  if (dex !== undefined && other !== undefined) {
    if (dex.prefix === "/") return "Give each service its own, or Dex a path by hosts.dex.path.";
    const taken = other.service === "membership" ? "/api" : "/auth";
    if (!`${dex.prefix}/`.startsWith(`${taken}/`)) return undefined;
    return `Give Dex a path that isn't below ${taken}, which is the other's.`;
  }
  if (services.includes("membership")) return undefined;
  return `${own} Console and Portal live at the root of their host, and know no path.`;
}

function effectiveHosts(context: RuleContext): Host[] {
  const { domain, hosts = {}, oidc, ingress, gateway, targetGroupBindings } = context.config;
  const published = {
    grpc:
      (usesIngress(context) && ingress?.services?.grpc?.enabled === true) ||
      gateway?.services?.grpc?.enabled === true ||
      targetGroupBindings?.grpc !== undefined,
  };
  const prefixes = { dex: hosts.dex?.path ?? "", membership: "/api", console: "", portal: "" };
  const services = (["dex", "membership", "console", "portal", "grpc"] as const).flatMap(
    (service): Host[] => {
      if (absence(context, service) !== undefined) return [];
      if (service === "grpc" && !published.grpc) return [];
      const given = hosts[service]?.host;
      const name = given ?? (domain === undefined ? undefined : `${service}.${domain}`);
      if (name === undefined) return [];
      const prefix = (service === "grpc" ? "" : prefixes[service]) || "/";
      const path = ["hosts", service, "host"];
      return [{ service, name, prefix, path, given: given !== undefined }];
    },
  );
  if (oidc?.host === undefined) return services;
  const provider = { name: oidc.host, prefix: "/", path: ["oidc", "host"], given: true };
  return [...services, { service: "oidc", ...provider }];
}
