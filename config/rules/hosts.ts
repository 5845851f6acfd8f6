import { membershipPath, publicAddress, publicNames, type PublicName } from "../../facts/addresses";
import { isPublished, usesIngress } from "../../facts/public-entry";
import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";
import { absence } from "./entry";

interface Host {
  readonly service: PublicName | "oidc";
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
    const byDefault = other.given ? "" : ", by default";
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
  const own = "Give each service its own host.";
  if (services.includes("grpc") || services.includes("oidc")) return own;
  const dex = both.find(({ service }) => service === "dex");
  const other = both.find(({ service }) => service !== "dex");
  if (dex !== undefined && other !== undefined) {
    if (dex.prefix === "/")
      return "Give each service its own host, or give Dex a path in hosts.dex.path.";
    const taken = other.service === "membership" ? membershipPath : "/auth";
    if (!`${dex.prefix}/`.startsWith(`${taken}/`)) return undefined;
    return `Give Dex a path that isn't below ${taken}, which the other service uses.`;
  }
  if (services.includes("membership")) return undefined;
  return `${own} Console and Portal work only at the root of a host.`;
}

function effectiveHosts(context: RuleContext): Host[] {
  const { domain, hosts, oidc, ingress, gateway, targetGroupBindings } = context.config;
  const published = {
    grpc:
      (usesIngress(context.settings) && isPublished(ingress?.services, "grpc")) ||
      isPublished(gateway?.services, "grpc") ||
      targetGroupBindings?.grpc !== undefined,
  };
  const services = publicNames.flatMap((service): Host[] => {
    if (absence(context, service) !== undefined) return [];
    if (service === "grpc" && !published.grpc) return [];
    const given = hosts?.[service]?.host !== undefined;
    if (domain === undefined && !given) return [];
    const address = publicAddress({ domain: domain ?? "", hosts }, service);
    const prefix = (service === "membership" ? membershipPath : address.path) || "/";
    return [{ service, name: address.host, prefix, path: ["hosts", service, "host"], given }];
  });
  if (oidc?.host === undefined) return services;
  const provider = { name: oidc.host, prefix: "/", path: ["oidc", "host"], given: true };
  return [...services, { service: "oidc", ...provider }];
}
