/** The node's address; also that of the entry by Ingress. */
export const NODE = "10.77.0.1";
/** The entry by Gateway. */
export const GATEWAY = "10.77.0.2";
/** The default route leads here, where nothing answers. */
export const NOWHERE = "10.77.0.254";
export const PODS = "10.244.0.0/24";
export const SERVICES = "10.96.0.0/16";
export const KUBERNETES_SERVICE = "10.96.0.1";
export const DNS_SERVICE = "10.96.0.10";
export const API_PORT = 6443;
export const NODE_NAME = "node-1";

const services = ["dex", "membership", "console", "portal"];

/** Public names, by the address that they lead to, inside the cluster and on the machine's side. */
export const ENTRY_NAMES: Readonly<Record<string, readonly string[]>> = {
  [NODE]: ["formance.test", "moved.test", "interrupted.test", "acme.test"].flatMap((domain) =>
    services.map((service) => `${service}.${domain}`),
  ),
  [GATEWAY]: services.map((service) => `${service}.gateway.test`),
};
