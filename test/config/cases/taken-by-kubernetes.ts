import type { BadConfig } from "./bad-config";

const ownVariable =
  "is a variable that the service sets itself, from its settings. Remove it, and use the setting.";
const ownPort =
  "is the number of a port that the server already has. Remove it, or choose another number.";
const ownVolume = "is a volume that the pods already have. Choose another name.";
export const ownFolder =
  "is a folder that the pods mount for the service itself. Choose another path.";
const belowOwnFolder =
  "is below a folder that the pods mount for the service itself. Choose another path.";
export const noVolume = "isn't a volume of the pods. Add it to volumes, or correct the name.";
const container = "is a container that the pod already has. Choose another name.";
const label =
  "is not a value that Kubernetes accepts for a label. Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as my-team.";
const key =
  "is not a key that Kubernetes accepts. Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as team, after an optional prefix such as example.com/.";

export const volumes = [{ name: "v", emptyDir: {} }];
const agents = { nats: { url: "nats://nats:4222" }, membership: { managedStacks: false } };
const signal = { enabled: true, endpoint: "otel" };

interface Taken {
  readonly name: string;
  readonly change: Record<string, unknown>;
  readonly problems: Readonly<Record<string, string>>;
}

const variables: readonly Taken[] = [
  ...(["membership", "console", "portal"] as const).map((service) => ({
    name: `variables that ${service} sets`,
    change: { [service]: { env: { POSTGRES_URI: "x", DEBUG: "true", OWN: "a" } } },
    problems: {
      [`${service}.env.POSTGRES_URI`]: ownVariable,
      [`${service}.env.DEBUG`]: ownVariable,
    },
  })),
  {
    name: "variables that Dex sets",
    change: { dex: { env: { DEX_EXPAND_ENV: { secret: "a-5RkQ" } } } },
    problems: { "dex.env.DEX_EXPAND_ENV": ownVariable },
  },
  {
    name: "variables that a setting sets",
    change: {
      ...agents,
      membership: {
        managedStacks: false,
        env: { GRPC_TOKEN: { secret: "a-5RkQ" }, PUBLISHER_NATS_URL: "b" },
      },
      console: {
        sentry: { dsn: "https://sentry.example.com/1" },
        env: { SENTRY_DSN: "c", OTEL_TRACES_PORT: "d", PUBLISHER_NATS_CLIENT_ID: "e" },
      },
      observability: { traces: signal },
    },
    problems: {
      "membership.env.GRPC_TOKEN": ownVariable,
      "membership.env.PUBLISHER_NATS_URL": ownVariable,
      "console.env.SENTRY_DSN": ownVariable,
      "console.env.OTEL_TRACES_PORT": ownVariable,
      "console.env.PUBLISHER_NATS_CLIENT_ID": ownVariable,
    },
  },
  {
    name: "the variable of a client's secret",
    change: {
      membership: {
        env: { CLI_OAUTH_CLIENT_SECRET: { secret: "a-5RkQ" } },
        additionalClients: [{ id: "c-l-i" }],
      },
    },
    problems: { "membership.env.CLI_OAUTH_CLIENT_SECRET": ownVariable },
  },
  {
    name: "two clients whose secrets would be in one variable",
    change: {
      membership: { additionalClients: [{ id: "c-l-i" }, { id: "cli" }, { id: "consolev3" }] },
    },
    problems: {
      "membership.additionalClients[1].id":
        "has the same letters and digits as the client c-l-i, so both would have their secret in the variable CLI_OAUTH_CLIENT_SECRET. Choose another.",
      "membership.additionalClients[2].id":
        "has the same letters and digits as the client console-v3, so both would have their secret in the variable CONSOLEV3_OAUTH_CLIENT_SECRET. Choose another.",
    },
  },
];

const ports: readonly Taken[] = [
  {
    name: "port numbers of the services",
    change: {
      ...agents,
      membership: {
        managedStacks: false,
        extraPorts: [
          { name: "a", port: 8080 },
          { name: "b", port: 8082 },
        ],
      },
      dex: { web: { https: { secretName: "tls" } }, extraPorts: [{ name: "a", port: 5554 }] },
      console: { extraPorts: [{ name: "a", port: 3000 }] },
    },
    problems: {
      "membership.extraPorts[0].port": ownPort,
      "membership.extraPorts[1].port": ownPort,
      "dex.extraPorts[0].port": ownPort,
      "console.extraPorts[0].port": ownPort,
    },
  },
  {
    name: "a port number twice",
    change: {
      portal: {
        extraPorts: [
          { name: "a", port: 9000 },
          { name: "b", port: 9000 },
        ],
      },
    },
    problems: { "portal.extraPorts[1].port": ownPort },
  },
  {
    name: "a node port twice",
    change: {
      console: { service: { type: "NodePort", nodePorts: { http: 30080 } } },
      portal: { service: { type: "NodePort", nodePorts: { http: 30080 } } },
    },
    problems: {
      "portal.service.nodePorts.http":
        "is already used at console.service.nodePorts.http. Every node port is for one Service.",
    },
  },
];

const mounts: readonly Taken[] = [
  {
    name: "folders that the pods have",
    change: {
      membership: { volumes, volumeMounts: [{ name: "v", mountPath: "/tmp" }] },
      dex: {
        volumes,
        volumeMounts: [
          { name: "v", mountPath: "/etc/dex/" },
          { name: "v", mountPath: "/etc/dex/more" },
        ],
      },
      console: { volumes, volumeMounts: [{ name: "v", mountPath: "/etc/formance/trust" }] },
    },
    problems: {
      "membership.volumeMounts[0].mountPath": ownFolder,
      "dex.volumeMounts[0].mountPath": ownFolder,
      "dex.volumeMounts[1].mountPath": belowOwnFolder,
      "console.volumeMounts[0].mountPath": ownFolder,
    },
  },
  {
    name: "a folder twice, in a server and in its Jobs",
    change: {
      portal: {
        volumes,
        volumeMounts: [
          { name: "v", mountPath: "/data" },
          { name: "v", mountPath: "/data/" },
        ],
        migration: { volumeMounts: [{ name: "v", mountPath: "/tmp" }] },
      },
      membership: {
        invitationCleanup: {
          volumes,
          volumeMounts: [
            { name: "v", mountPath: "/a" },
            { name: "v", mountPath: "/a" },
          ],
        },
      },
    },
    problems: {
      "portal.volumeMounts[1].mountPath":
        "is already used at portal.volumeMounts[0].mountPath. Choose another path.",
      "portal.migration.volumeMounts[0].mountPath": ownFolder,
      "membership.invitationCleanup.volumeMounts[1].mountPath":
        "is already used at membership.invitationCleanup.volumeMounts[0].mountPath. Choose another path.",
    },
  },
  {
    name: "volumes twice, and mounts of none",
    change: {
      console: {
        volumes: [...volumes, ...volumes, { name: "trust", emptyDir: {} }],
        volumeMounts: [{ name: "w", mountPath: "/w" }],
      },
      dex: { volumeMounts: [{ name: "w", mountPath: "w" }] },
    },
    problems: {
      "console.volumes[1].name": ownVolume,
      "console.volumes[2].name": ownVolume,
      "console.volumeMounts[0].name": noVolume,
      "dex.volumeMounts[0].name": noVolume,
      "dex.volumeMounts[0].mountPath":
        "is not a path to mount at. Write a folder's path from the root, without a colon.",
    },
  },
  {
    name: "containers of one name",
    change: {
      console: {
        initContainers: [
          { name: "a", image: "i" },
          { name: "a", image: "i" },
          { name: "console", image: "i" },
        ],
      },
    },
    problems: {
      "console.initContainers[1].name": container,
      "console.initContainers[2].name": container,
    },
  },
];

const long = "a".repeat(64);

const metadata: readonly Taken[] = [
  {
    name: "labels that are none",
    change: {
      membership: { podLabels: { team: "My Team" }, labels: { "my team": "a", [long]: "b" } },
      console: { podLabels: { team: long, tier: "-a" }, nodeSelector: { disk: "very fast" } },
      dex: {
        service: { labels: { "a/b/c": "x" } },
        podAnnotations: { "Example.com/a": "any text", "a b": "any text" },
      },
      portal: { serviceAccountAnnotations: { "": "x" } },
      ingress: { labels: { a: "ä" } },
      networkPolicies: { entry: [{ podLabels: { app: "a b" } }] },
    },
    problems: {
      "membership.podLabels.team": label,
      'membership.labels["my team"]': key,
      [`membership.labels.${long}`]: key,
      "console.podLabels.team": label,
      "console.podLabels.tier": label,
      "console.nodeSelector.disk": label,
      'dex.service.labels["a/b/c"]': key,
      'dex.podAnnotations["a b"]': key,
      'portal.serviceAccountAnnotations[""]': key,
      "ingress.labels.a": label,
      "networkPolicies.entry[0].podLabels.app": label,
    },
  },
  {
    name: "tolerations that match everything, or that Kubernetes refuses",
    change: {
      membership: { tolerations: [{ value: "b" }, {}, { operator: "Exists" }] },
      console: {
        tolerations: [
          { key: "a", operator: "Exists", value: "b" },
          { key: "a", tolerationSeconds: 5 },
        ],
      },
      portal: { tolerations: [{ operator: "Exists", effect: "NoSchedule" }] },
    },
    problems: {
      "membership.tolerations[0].key":
        "is missing. Kubernetes accepts a toleration without one only with operator Exists.",
      "membership.tolerations[1].key":
        "is missing. Kubernetes accepts a toleration without one only with operator Exists.",
      "membership.tolerations[2].key":
        "is missing, so the pods would tolerate every taint and stay on nodes that fail. Name the taint, or give at least the effect.",
      "console.tolerations[0].value":
        "has no effect with operator Exists, and Kubernetes refuses it. Remove one of the two.",
      "console.tolerations[1].tolerationSeconds":
        "needs the effect NoExecute. Set it, or remove tolerationSeconds.",
    },
  },
  {
    name: "requests above limits",
    change: {
      console: {
        resources: { requests: { cpu: 1, memory: "1Gi" }, limits: { cpu: "500m", memory: "1e9" } },
      },
      portal: { resources: { requests: { cpu: 0.5 }, limits: { cpu: "500m" } } },
    },
    problems: {
      "console.resources.requests.cpu":
        "is more than limits.cpu, which Kubernetes refuses. Lower it, or raise the limit.",
      "console.resources.requests.memory":
        "is more than limits.memory, which Kubernetes refuses. Lower it, or raise the limit.",
    },
  },
  {
    name: "a Secret with two writers",
    change: {
      ingress: {
        tls: { mode: "cert-manager", issuer: "le", secretName: null },
        services: { console: { secretName: "web" }, portal: { secretName: "web" } },
      },
      externalSecrets: {
        store: { name: "vault" },
        secrets: { "formance-ingress-dex-tls": { data: { a: { remoteKey: "a" } } } },
      },
    },
    problems: {
      "ingress.services.portal.secretName":
        "is also the Secret of formance-control-plane:ingress.services.console.secretName, so cert-manager would write both certificates into it. Choose another name.",
      "externalSecrets.secrets.formance-ingress-dex-tls":
        "is the Secret into which cert-manager writes the certificate of formance-control-plane:ingress.tls. Remove it, or use the mode existing.",
    },
  },
];

/** What Kubernetes takes and overrides, or refuses when it is too late. */
export const takenByKubernetes: readonly BadConfig[] = [
  ...variables,
  ...ports,
  ...mounts,
  ...metadata,
];
