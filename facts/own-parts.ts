import { agentsPort, dexPorts, services, type Service } from "./services";

/** Folders of the pods that hold what the services read, by whose pods they are in. */
export const ownFolders: Readonly<Record<Service, readonly string[]>> = {
  dex: ["/etc/dex", "/etc/dex-connectors", "/etc/dex-tls"],
  membership: ["/config"],
  console: [],
  portal: [],
};

/** Folders that the pods of all services have. */
export const commonFolders = ["/tmp", "/etc/formance/database-ca", "/etc/formance/trust"] as const;

/** The settings that open ports, with what they need. */
interface PortSettings {
  readonly dex?:
    | {
        readonly web?: { readonly https?: object | undefined } | undefined;
        readonly grpc?: object | undefined;
      }
    | undefined;
  readonly membership?: { readonly managedStacks?: boolean | undefined } | undefined;
  readonly nats?: object | undefined;
}

/** The ports of a service's server by their names. */
export function ownPorts(settings: PortSettings, service: Service): ReadonlyMap<string, number> {
  const ports = new Map<string, number>([["http", services[service].port]]);
  if (service === "membership" && settings.membership?.managedStacks === false && settings.nats) {
    ports.set("grpc", agentsPort);
  }
  if (service === "dex") {
    ports.set("telemetry", dexPorts.telemetry);
    if (settings.dex?.web?.https) ports.set("https", dexPorts.https);
    if (settings.dex?.grpc) ports.set("grpc", dexPorts.grpc);
  }
  return ports;
}

/** The volumes that a service's pods may have, by their names. */
export function ownVolumes(settings: PortSettings, service: Service): readonly string[] {
  const listens = settings.dex?.web?.https !== undefined || settings.dex?.grpc !== undefined;
  const certificates = service === "dex" && listens ? ["tls"] : [];
  return ["tmp", "config", "database-ca", "connectors", "trust", ...certificates];
}
