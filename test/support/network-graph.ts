import { BlockList, isIP } from "node:net";

/** A pod, or an address outside the cluster. */
export interface Endpoint {
  readonly name: string;
  /** The pod's namespace; absent for an address. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** The pod's ports by their names. */
  readonly portNames?: Readonly<Record<string, number>>;
  readonly address: string;
}

/** A port with its protocol. */
export interface Port {
  readonly number: number;
  readonly protocol: "TCP" | "UDP";
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly {
    readonly port?: number | string;
    readonly endPort?: number;
    readonly protocol?: string;
  }[];
}

/** A NetworkPolicy as Kubernetes has it. */
export interface Policy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/** Whether the policies let a connection out of the pod; they bind no address. */
export function mayLeave(policies: readonly Policy[], pod: Endpoint, peer: Endpoint, port: Port) {
  return allowed(policies, "Egress", pod, peer, peer, port);
}

/** Whether the policies let a connection into the pod. */
export function mayEnter(policies: readonly Policy[], pod: Endpoint, peer: Endpoint, port: Port) {
  return allowed(policies, "Ingress", pod, peer, pod, port);
}

/** By the documentation of Kubernetes: a pod that no policy of the type selects is open. */
function allowed(
  policies: readonly Policy[],
  type: "Ingress" | "Egress",
  pod: Endpoint,
  peer: Endpoint,
  target: Endpoint,
  port: Port,
): boolean {
  const binding = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      typesOf(spec).includes(type) &&
      selects(spec.podSelector, pod.labels ?? {}),
  );
  if (binding.length === 0) return true;
  return binding.some(({ metadata, spec }) =>
    (type === "Ingress" ? spec.ingress : spec.egress)?.some((rule) => {
      const peers = type === "Ingress" ? rule.from : rule.to;
      const anybody = peers === undefined || peers.length === 0;
      return (
        (anybody || peers.some((one) => isPeer(one, peer, metadata.namespace))) &&
        hasPort(rule, target, port)
      );
    }),
  );
}

function typesOf({ policyTypes, egress }: Policy["spec"]): readonly string[] {
  return policyTypes ?? ["Ingress", ...(egress === undefined ? [] : ["Egress"])];
}

function isPeer(peer: Peer, { namespace, labels, address }: Endpoint, own: string): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return contains(cidr, address) && !except.some((range) => contains(range, address));
  }
  if (namespace === undefined) return false;
  const place =
    peer.namespaceSelector === undefined
      ? namespace === own
      : selects(peer.namespaceSelector, { "kubernetes.io/metadata.name": namespace });
  return place && selects(peer.podSelector ?? {}, labels ?? {});
}

function hasPort({ ports }: Rule, target: Endpoint, { number, protocol }: Port): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some((port) => {
    if ((port.protocol ?? "TCP") !== protocol) return false;
    if (port.port === undefined) return true;
    if (typeof port.port === "string") return target.portNames?.[port.port] === number;
    return port.endPort === undefined
      ? port.port === number
      : port.port <= number && number <= port.endPort;
  });
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: object): boolean {
  const has = new Map(Object.entries(labels) as [string, string][]);
  return (
    Object.entries(matchLabels).every(([key, value]) => has.get(key) === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = has.get(key);
      switch (operator) {
        case "In":
          return value !== undefined && values.includes(value);
        case "NotIn":
          return value === undefined || !values.includes(value);
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        default:
          throw new Error(`no such operator: ${operator}`);
      }
    })
  );
}

function contains(cidr: string, address: string): boolean {
  const [network = "", length = ""] = cidr.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  const range = new BlockList();
  range.addSubnet(network, Number(length), family);
  return range.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
