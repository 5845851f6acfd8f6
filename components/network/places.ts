import { ipVersion } from "../../facts/ip-address";
import type { NetworkPeerArgs } from "../args/network";

/** A rule whose values are known. */
export interface KnownNetworkRule {
  readonly peers?: NetworkPeerArgs[];
  readonly ports: number[];
}

/** Ports of the schemes that the services connect by. */
const schemePorts: Readonly<Record<string, number>> = {
  "http:": 80,
  "https:": 443,
  "ws:": 80,
  "wss:": 443,
  "nats:": 4222,
  "tls:": 4222,
  "postgres:": 5432,
  "postgresql:": 5432,
};

/**
 * The way to a host. An address is one address, a name of a Service its namespace's pods, and any
 * other name everybody at that port: names outside a cluster change their addresses.
 *
 * @param namespace the namespace of the pods that connect
 */
export function wayTo(host: string, port: number, namespace: string): KnownNetworkRule {
  const address = host.replace(/^\[|\]$/g, "");
  const version = ipVersion(address);
  if (version !== 0) {
    return { peers: [{ cidr: `${address}/${version === 4 ? 32 : 128}` }], ports: [port] };
  }
  const [, service] = /^(?:[^.]+\.)+([^.]+)\.svc(?:\..+)?$/.exec(host) ?? [];
  if (service !== undefined) return { peers: [{ namespace: service }], ports: [port] };
  return host.includes(".") ? { ports: [port] } : { peers: [{ namespace }], ports: [port] };
}

/** The ways to the hosts of URLs, which may be several with commas between; none to a bad URL. */
export function waysToUrls(text: string, namespace: string): KnownNetworkRule[] {
  return text.split(",").flatMap((one) => {
    const url = URL.canParse(one.trim()) ? new URL(one.trim()) : undefined;
    const port = Number(url?.port) || schemePorts[url?.protocol ?? ""];
    return url === undefined || port === undefined || url.hostname === ""
      ? []
      : [wayTo(url.hostname, port, namespace)];
  });
}

/**
 * The way to the API of a stack, from its URL with placeholders: to the pods of every namespace
 * where the name of a Service is filled in, since each stack has a namespace of its own.
 */
export function wayToStacks(template: string): KnownNetworkRule[] {
  return waysToUrls(template.replaceAll(/#\{\w+\}/g, "x"), "").map(({ peers, ports }) => ({
    ports,
    ...(peers === undefined ? {} : { peers: [{}] }),
  }));
}

/** Ports at which the usual ingress controllers and gateways listen in their pods. */
const entryPodPorts: Readonly<Record<string, readonly number[]>> = {
  "https:": [443, 8443, 10443],
  "http:": [80, 8000, 8080, 10080],
};

/**
 * The way to public URLs of the control plane itself or of a provider: at their ports, and at those
 * of the public entry's pods, since a cluster may send a connection to its own load balancer
 * straight to them.
 *
 * @param entry the pods of the public entry, where they are known
 */
export function waysToPublicUrls(
  urls: readonly string[],
  entry: NetworkPeerArgs[] | undefined,
): KnownNetworkRule[] {
  const known = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url));
  const own = known.map(({ protocol, port }) => Number(port) || (schemePorts[protocol] ?? 443));
  const behind = known.flatMap(({ protocol }) => entryPodPorts[protocol] ?? []);
  if (entry === undefined) return [{ ports: sorted([...own, ...behind]) }];
  return [{ ports: sorted(own) }, { peers: entry, ports: sorted(behind) }];
}

function sorted(ports: readonly number[]): number[] {
  return [...new Set(ports)].sort((left, right) => left - right);
}
