import {
  membershipPath,
  publicAddress,
  publicNames,
  type PublicName,
} from "../../facts/public-addresses";
import { isPublished, usesIngress } from "../../facts/public-entry";
import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";
import { absence } from "./entry";

interface Host {
  readonly service: PublicName | "oidc";
  readonly name: string;
  /** Path of the service on its host. */
  readonly prefix: string;
  readonly path: Path;
  readonly given: boolean;
}

/**
 * Services can share a host only on different paths: Membership is at `/api`, Dex at the path of its
 * issuer, Console and Portal only at the root.
 */
export const hostsRule: Rule = (context) => {
  const seen = new Map<string, Host[]>();
  // Explicit hosts come last, so that messages name them as the ones to change.
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

/** Why two services can't share a host, and the fix; nothing if they can. */
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
