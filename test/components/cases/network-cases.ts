import type { ControlPlaneArgs } from "../../../components";
import type { Endpoint, Port } from "../../support/network-graph";
import { clusterId, validLicence } from "../../config/cases/licences";

/** Whom the pods could meet: other pods of the cluster, and addresses outside it. */
export const world: readonly Endpoint[] = [
  { name: "dns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" }, address: "10.0.0.1" },
  { name: "controller", namespace: "entry", labels: { app: "controller" }, address: "10.0.0.2" },
  { name: "other of entry", namespace: "entry", labels: { app: "other" }, address: "10.0.0.3" },
  { name: "prometheus", namespace: "monitoring", address: "10.0.0.4" },
  { name: "postgres", namespace: "databases", address: "10.0.0.5" },
  { name: "nats", namespace: "messages", address: "10.0.0.6" },
  { name: "collector", namespace: "telemetry", address: "10.0.0.7" },
  { name: "stack", namespace: "org-stack", address: "10.0.0.8" },
  { name: "neighbour", namespace: "formance", address: "10.0.0.9" },
  {
    name: "second",
    namespace: "formance",
    labels: { "app.kubernetes.io/instance": "second", "app.kubernetes.io/name": "membership" },
    address: "10.0.0.10",
  },
  { name: "node cache", address: "169.254.20.10" },
  { name: "metadata", address: "169.254.169.254" },
  { name: "server", address: "192.0.2.7" },
  { name: "internet", address: "203.0.113.7" },
];

/** The ports that are tried with everybody. */
export const ports: readonly Port[] = [
  ...[22, 53, 80, 389, 443, 636, 3000, 3128, 4222, 4317, 5432, 5433, 5556, 5558, 6443, 8000].map(
    tcp,
  ),
  ...[8080, 8082, 8443, 9443, 10080, 10443].map(tcp),
  ...[53, 443].map((number): Port => ({ number, protocol: "UDP" })),
];

function tcp(number: number): Port {
  return { number, protocol: "TCP" };
}

/** Ports by number, with `/UDP` where they are not of TCP. */
export type Ports = readonly (number | string)[];
/** Whom a pod meets, and at which ports: `*` is everybody, `pods` every pod, `own` those of the namespace. */
export type Meeting = Readonly<Record<string, Ports>>;
/** By pod: to whom it may connect at which ports, and who may connect to it. */
export type Expected = Readonly<Record<string, { readonly to?: Meeting; readonly from?: Meeting }>>;

const web = [443, 8443, 10443];
/** Where DNS answers. */
export const names = { dns: [53, "53/UDP"], "node cache": [53, "53/UDP"] };
const anywhere = { "*": [5432] };

/** What the smallest control plane needs: an own Postgres, local users, and no more. */
const base: Expected = {
  dex: { from: { "*": [5556] }, to: { ...names, ...anywhere } },
  membership: { from: { "*": [8080] }, to: { ...names, "*": [5432, ...web] } },
  "membership-migrate": { to: { ...names, ...anywhere } },
  "membership-gc-invitation": { to: { ...names, ...anywhere } },
  console: {
    from: { "*": [3000] },
    to: { ...names, "*": [5432, ...web], ...everyPod([8080]) },
  },
  "console-migrate": { to: { ...names, ...anywhere } },
  portal: {
    from: { "*": [3000] },
    to: { ...names, "*": [5432, ...web], ...everyPod([8080]) },
  },
  "portal-migrate": { to: { ...names, ...anywhere } },
};

/** A control plane, and every connection that its pods may have. */
export interface NetworkCase {
  readonly what: string;
  readonly change: Omit<Partial<ControlPlaneArgs>, "domain">;
  readonly expected: Expected;
}

const managed = { managed: true, admin: { password: "admin" } };

/** What is needed in each of several control planes; all else is denied. */
export const networkCases: readonly NetworkCase[] = [
  { what: "the smallest control plane", change: {}, expected: base },
  {
    what: "Postgres at an address",
    change: { database: { ...managed, host: "192.0.2.7", port: 5433 } },
    expected: movedDatabase({ server: [5433] }),
  },
  {
    what: "Postgres behind a Service",
    change: { database: { ...managed, host: "db.databases.svc.cluster.local" } },
    expected: movedDatabase({ postgres: [5432] }),
  },
  {
    what: "Postgres behind a Service of the same namespace",
    change: { database: { ...managed, host: "db" } },
    expected: movedDatabase(ownNamespace([5432])),
  },
  {
    what: "the database of one service by its URL",
    change: {
      database: {
        host: "db.databases.svc",
        membership: { url: "postgresql://m:p@192.0.2.7:5433/m" },
        dex: { password: "p" },
        console: { password: "p" },
        portal: { password: "p" },
      },
    },
    expected: {
      ...movedDatabase({ postgres: [5432] }),
      membership: { from: { "*": [8080] }, to: { ...names, "*": web, server: [5433] } },
      "membership-migrate": { to: { ...names, server: [5433] } },
      "membership-gc-invitation": { to: { ...names, server: [5433] } },
    },
  },
  {
    what: "identity providers behind Dex",
    change: {
      dex: {
        connectors: [
          {
            type: "saml",
            id: "a",
            name: "A",
            config: {
              ssoURL: "https://sso.test:9443/",
              usernameAttr: "name",
              emailAttr: "mail",
            },
            files: [{ setting: "ca", content: "certificate" }],
          },
          {
            type: "ldap",
            id: "b",
            name: "B",
            config: {
              host: "ldap.test",
              startTLS: true,
              userSearch: { baseDN: "dc=test", username: "uid" },
            },
          },
          {
            type: "oidc",
            id: "c",
            name: "C",
            config: { issuer: "https://kc.test:8443/r", clientID: "c", clientSecret: "s" },
          },
        ],
      },
    },
    expected: {
      ...base,
      dex: { from: { "*": [5556] }, to: { ...names, "*": [5432, 389, 443, 8443] } },
    },
  },
  {
    what: "a provider of your own in place of Dex",
    change: { oidc: { host: "kc.test:9443", clientId: "c", clientSecret: "s" } },
    expected: {
      ...without(base, "dex"),
      membership: { from: { "*": [8080] }, to: { ...names, "*": [5432, 9443, ...web] } },
    },
  },
  {
    what: "Dex with its state in Kubernetes, and no applications",
    change: {
      dex: { storageType: "kubernetes" },
      console: { enabled: false },
      portal: { enabled: false },
    },
    expected: {
      ...without(base, "console", "console-migrate", "portal", "portal-migrate"),
      dex: { from: { "*": [5556] }, to: { ...names, "*": [443, 6443] } },
    },
  },
  {
    what: "agents, NATS, collectors, a licence, Sentry and a ServiceMonitor",
    change: {
      dex: { serviceMonitor: { enabled: true } },
      membership: {
        managedStacks: false,
        stackLifeCycle: { enabled: true },
        connectors: [
          { id: "a", name: "A", issuer: "https://a.test:3128", clientId: "a", clientSecret: "s" },
        ],
      },
      nats: { url: "nats://user:secret@nats.messages.svc:4222" },
      licence: { token: validLicence, clusterId },
      observability: {
        traces: { enabled: true, endpoint: "collector.telemetry.svc", port: 4317 },
        metrics: { enabled: true, endpoint: "192.0.2.7", port: 4317 },
      },
      portal: { sentry: { dsn: "https://key@sentry.test:9443/1" } },
    },
    expected: {
      ...base,
      dex: { from: { "*": [5556], ...everyPod([5558]) }, to: { ...names, ...anywhere } },
      membership: {
        from: { "*": [8080, 8082] },
        to: { ...names, "*": [5432, 3128, ...web], ...telemetry(), nats: [4222] },
      },
      ...Object.fromEntries(
        ["migrate", "gc-invitation", "stack-lc"].map((role) => [
          `membership-${role}`,
          { to: { ...names, "*": [5432, 443], ...telemetry(), nats: [4222] } },
        ]),
      ),
      console: {
        from: { "*": [3000] },
        to: {
          ...names,
          ...merged({ "*": [5432, ...web], nats: [4222] }, everyPod([8080]), telemetry()),
        },
      },
      "console-migrate": { to: { ...names, ...anywhere, ...telemetry() } },
      portal: {
        from: { "*": [3000] },
        to: {
          ...names,
          ...merged({ "*": [5432, 9443, ...web], nats: [4222] }, everyPod([8080]), telemetry()),
        },
      },
      "portal-migrate": { to: { ...names, ...anywhere, ...telemetry() } },
    },
  },
  {
    what: "a known entry, agents and monitoring",
    change: {
      membership: { managedStacks: false },
      nats: { url: "nats://192.0.2.7:4222" },
      stargate: { stackApiUrl: "https://#{organizationId}-#{stackId}.example.com/api" },
      networkPolicies: {
        entry: [{ namespace: "entry", podLabels: { app: "controller" } }],
        agents: [{ cidr: "203.0.113.0/24" }],
        monitoring: [{ namespace: "monitoring" }],
        dns: [{ cidr: "192.0.2.0/24", exceptCidrs: ["192.0.2.128/25"] }],
        extraEgress: [
          { services: ["console"], peers: [{ namespace: "telemetry" }], ports: [3128] },
        ],
        extraIngress: [
          { services: ["portal"], peers: [{ namespace: "entry" }] },
          {
            services: ["dex"],
            peers: [{ cidr: "203.0.113.0/24" }],
            ports: [53],
            protocols: ["UDP"],
          },
        ],
      },
    },
    expected: {
      dex: {
        from: { controller: [5556], prometheus: [5558], internet: ["53/UDP"] },
        to: { server: [53, "53/UDP"], "*": [5432] },
      },
      membership: {
        from: { controller: [8080], internet: [8082] },
        to: { server: [53, "53/UDP", 4222], "*": [5432, 443], controller: web },
      },
      "membership-migrate": { to: { server: [53, "53/UDP", 4222], "*": [5432] } },
      "membership-gc-invitation": { to: { server: [53, "53/UDP", 4222], "*": [5432] } },
      console: {
        from: { controller: [3000] },
        to: {
          server: [53, "53/UDP", 4222],
          "*": [5432, 443],
          controller: web,
          collector: [3128],
        },
      },
      "console-migrate": {
        to: { server: [53, "53/UDP"], "*": [5432], collector: [3128] },
      },
      portal: {
        from: { controller: everyTcp(), "other of entry": everyTcp() },
        to: { server: [53, "53/UDP", 4222], "*": [5432, 443], controller: web },
      },
      "portal-migrate": { to: { server: [53, "53/UDP"], "*": [5432] } },
    },
  },
];

/** Every pod of the cluster. */
function everyPod(list: Ports): Meeting {
  return { pods: list };
}

/** Every pod of the control plane's namespace. */
function ownNamespace(list: Ports): Meeting {
  return { own: list };
}

function everyTcp(): Ports {
  return ports.filter(({ protocol }) => protocol === "TCP").map(({ number }) => number);
}

function telemetry(): Meeting {
  return { collector: [4317], server: [4317] };
}

function merged(...meetings: readonly Meeting[]): Meeting {
  const result: Record<string, Ports> = {};
  for (const meeting of meetings) {
    for (const [key, list] of Object.entries(meeting)) {
      result[key] = [...(result[key] ?? []), ...list];
    }
  }
  return result;
}

/** The smallest control plane's needs with the database elsewhere. */
function movedDatabase(place: Meeting): Expected {
  return Object.fromEntries(
    Object.entries(base).map(([pod, { from, to = {} }]) => {
      const others = (to["*"] ?? []).filter((port) => port !== 5432);
      return [pod, { ...(from && { from }), to: merged({ ...to, "*": others }, place) }];
    }),
  );
}

function without(expected: Expected, ...pods: readonly string[]): Expected {
  return Object.fromEntries(Object.entries(expected).filter(([pod]) => !pods.includes(pod)));
}
