/** What is true of each service whatever the config says; ports and paths are those of the images. */
export const services = {
  dex: {
    title: "Dex",
    /** Value of the label `app.kubernetes.io/name`, and the service's name in telemetry. */
    label: "dex",
    image: { repository: "dex", tag: "v2.0.0" },
    port: 5556,
  },
  membership: {
    title: "Membership",
    label: "membership",
    image: { repository: "membership", tag: "v2.5.0" },
    port: 8080,
  },
  console: {
    title: "Console",
    label: "console-v3",
    image: { repository: "console-v3", tag: "v2.6.2" },
    port: 3000,
  },
  portal: {
    title: "Portal",
    label: "portal",
    image: { repository: "portal", tag: "v2.6.2" },
    port: 3000,
  },
} as const satisfies Record<string, ServiceFacts>;

interface ServiceFacts {
  readonly title: string;
  readonly label: string;
  readonly image: { readonly repository: string; readonly tag: string };
  /** Port `http` of its Service and its pods. */
  readonly port: number;
}

/** A service, by its key in the stack config. */
export type Service = keyof typeof services;

/** The services in the order in which they depend on each other. */
export const serviceNames = ["dex", "membership", "console", "portal"] as const satisfies Service[];

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
