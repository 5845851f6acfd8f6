/** What is true of each service whatever the config says; ports and paths are those of the images. */
export const services = {
  dex: {
    title: "Dex",
    /** Value of the label `app.kubernetes.io/name`, and the service's name in telemetry. */
    label: "dex",
    image: { repository: "dex", tag: "v2.0.0" },
    port: 5556,
    health: { readiness: "/healthz/ready", liveness: "/healthz/live", published: "/healthz" },
  },
  membership: {
    title: "Membership",
    label: "membership",
    image: { repository: "membership", tag: "v2.5.0" },
    port: 8080,
    // The entry passes on what is below the issuer; /_healthcheck is for the cluster alone.
    health: { readiness: "/_healthcheck", liveness: "/_healthcheck", published: "/_info" },
  },
  console: {
    title: "Console",
    label: "console-v3",
    image: { repository: "console-v3", tag: "v2.6.2" },
    port: 3000,
    health: { readiness: "/_info", liveness: "/_info", published: "/_info" },
  },
  portal: {
    title: "Portal",
    label: "portal",
    image: { repository: "portal", tag: "v2.6.2" },
    port: 3000,
    health: { readiness: "/_info", liveness: "/_info", published: "/_info" },
  },
} as const satisfies Record<string, ServiceFacts>;

/** Paths at the port `http`, and the one that the public entry passes on. */
interface HealthPaths {
  readonly readiness: string;
  readonly liveness: string;
  /** Below the issuer for Membership, below the public URL for the others. */
  readonly published: string;
}

interface ServiceFacts {
  readonly title: string;
  readonly label: string;
  readonly image: { readonly repository: string; readonly tag: string };
  /** Port `http` of its Service and its pods. */
  readonly port: number;
  readonly health: HealthPaths;
}

/** A service, by its key in the stack config. */
export type Service = keyof typeof services;

/** The services in the order in which they depend on each other. */
export const serviceNames = ["dex", "membership", "console", "portal"] as const satisfies Service[];

/** What a function says of each service. */
export function perService<Value>(of: (service: Service) => Value): Record<Service, Value> {
  return Object.fromEntries(serviceNames.map((name) => [name, of(name)])) as Record<Service, Value>;
}

/** Dex's other ports. */
export const dexPorts = { https: 5554, grpc: 5557, telemetry: 5558 } as const;

/** Membership's port for agents, which it opens with agents only. */
export const agentsPort = 8082;

/** The OAuth clients of the control plane's own. */
export const oauthClientIds = {
  /** Membership's at Dex or at the provider that replaces it. */
  membership: "membership",
  /** Console's, Portal's and fctl's at Membership. */
  console: "console-v3",
  portal: "portal",
  fctl: "fctl",
} as const;

/** Registry and path of the vendor's images. */
export const imageRegistry = "ghcr.io/formancehq";
