/** A value in Kubernetes' own form that is wrong. */
export interface PodForm {
  readonly name: string;
  /** The setting of a service that takes it. */
  readonly setting: string;
  readonly value: unknown;
  /** Message by the path below the setting. */
  readonly problems: Readonly<Record<string, string>>;
  /** The API server takes it: it is the kubelet that refuses it, or nobody, and it isn't what was meant. */
  readonly taken?: true;
}

const missing = "is missing. Kubernetes requires it.";
const notName =
  "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.";
const notKey =
  "is not a key that Kubernetes takes. Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as team, after an optional prefix such as example.com/.";
const notValue =
  "is not a value that Kubernetes takes for a label. Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as my-team.";
const notInside =
  "is not a path inside the volume. Write it without a slash in front, and without .. in it.";
const notQuantity =
  "is not a Kubernetes quantity. Write it like 250m or 0.5 (CPU) or 256Mi (memory).";
const octal = "is taken as a decimal number. Write the mode in octal, such as 0o400.";
const noValues = (operator: string) =>
  `must be empty with operator ${operator}. Remove them, or use In or NotIn.`;

const volumes = (
  name: string,
  volume: Record<string, unknown>,
  problems: Record<string, string>,
  taken?: true,
): PodForm => ({
  name: `a volume: ${name}`,
  setting: "volumes",
  value: [{ name: "data", ...volume }],
  problems: under("[0]", problems),
  ...(taken && { taken }),
});

const mount = (
  name: string,
  change: Record<string, unknown>,
  problems: Record<string, string>,
): PodForm => ({
  name: `a mount: ${name}`,
  setting: "volumeMounts",
  value: [{ name: "data", mountPath: "/data", ...change }],
  problems: under("[0]", problems),
});

const toleration = (
  name: string,
  value: Record<string, unknown>,
  problems: Record<string, string>,
): PodForm => ({
  name: `a toleration: ${name}`,
  setting: "tolerations",
  value: [value],
  problems: under("[0]", problems),
});

const init = (
  name: string,
  change: Record<string, unknown>,
  problems: Record<string, string>,
  taken?: true,
): PodForm => ({
  name: `an init container: ${name}`,
  setting: "initContainers",
  value: [{ name: "prepare", image: "busybox:1.37", ...change }],
  problems: under("[0]", problems),
  ...(taken && { taken }),
});

const spread = (
  name: string,
  change: Record<string, unknown>,
  problems: Record<string, string>,
  taken?: true,
): PodForm => ({
  name: `a spread constraint: ${name}`,
  setting: "topologySpreadConstraints",
  value: [
    {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "DoNotSchedule",
      ...change,
    },
  ],
  problems: under("[0]", problems),
  ...(taken && { taken }),
});

const affinity = (
  name: string,
  value: Record<string, unknown>,
  problems: Record<string, string>,
  taken?: true,
): PodForm => ({
  name: `an affinity: ${name}`,
  setting: "affinity",
  value,
  problems: under("", problems),
  ...(taken && { taken }),
});

const context = (
  name: string,
  setting: "podSecurityContext" | "securityContext",
  value: Record<string, unknown>,
  problems: Record<string, string>,
  taken?: true,
): PodForm => ({
  name: `a security context: ${name}`,
  setting,
  value,
  problems: under("", problems),
  ...(taken && { taken }),
});

const under = (start: string, problems: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [
      path === "" ? start : `${start}.${path}`,
      message,
    ]),
  );

const requirement = (operator: string, values?: readonly unknown[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator, values }] }],
    },
  },
});
const expression =
  "nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
const term = {
  topologyKey: "kubernetes.io/hostname",
  labelSelector: { matchLabels: { app: "a" } },
};

/** What the API server refuses, or takes for something else. */
export const wrongPodForms: readonly PodForm[] = [
  volumes(
    "no source",
    {},
    {
      "": "has no source, so Kubernetes would make it an empty folder. Name one, such as secret, configMap or emptyDir: {}.",
    },
    true,
  ),
  volumes(
    "two sources",
    { emptyDir: {}, secret: { secretName: "a" } },
    { "": "has emptyDir and secret, of which Kubernetes takes one. Make a volume of each." },
  ),
  volumes("a bad name", { name: "My_Volume", emptyDir: {} }, { name: notName }),
  volumes(
    "a slip of a source",
    { emtpyDir: {} },
    { emtpyDir: "is not a known key. Did you mean emptyDir?" },
  ),
  volumes(
    "a size in words",
    { emptyDir: { sizeLimit: "1 GB" } },
    { "emptyDir.sizeLimit": notQuantity },
  ),
  volumes(
    "a medium that is none",
    { emptyDir: { medium: "RAM" } },
    {
      "emptyDir.medium": "is not a medium. Write Memory, or leave it out for the node's disk.",
    },
    true,
  ),
  volumes("a Secret by another key", { secret: { name: "a" } }, { "secret.secretName": missing }),
  volumes("a ConfigMap without a name", { configMap: {} }, { "configMap.name": missing }),
  volumes(
    "a claim without a name",
    { persistentVolumeClaim: {} },
    { "persistentVolumeClaim.claimName": missing },
  ),
  volumes(
    "a decimal mode",
    { secret: { secretName: "a", defaultMode: 400 } },
    { "secret.defaultMode": octal },
    true,
  ),
  volumes(
    "a mode that is none",
    { secret: { secretName: "a", defaultMode: 777 } },
    { "secret.defaultMode": "is too big. The maximum is 511." },
  ),
  volumes(
    "a key at a path outside",
    { secret: { secretName: "a", items: [{ key: "k", path: "../k" }] } },
    { "secret.items[0].path": notInside },
  ),
  volumes(
    "a projection of two kinds in one",
    { projected: { sources: [{ secret: { name: "a" }, configMap: { name: "b" } }] } },
    {
      "projected.sources[0]":
        "has secret and configMap, of which Kubernetes takes one. Make an entry of each.",
    },
  ),
  mount("a path that leads out", { subPath: "../etc" }, { subPath: notInside }),
  mount("a path from the root", { subPath: "/etc" }, { subPath: notInside }),
  mount(
    "two paths",
    { subPath: "a", subPathExpr: "b" },
    { subPathExpr: "can't be beside subPath. Remove one of the two." },
  ),
  mount(
    "an unknown propagation",
    { mountPropagation: "Both" },
    { mountPropagation: "is not one of: None, HostToContainer, Bidirectional." },
  ),
  toleration("a key that is none", { key: "my taint", operator: "Exists" }, { key: notKey }),
  toleration("a value that is none", { key: "a", value: "b c" }, { value: notValue }),
  init("a bad name", { name: "Prepare_1" }, { name: notName }),
  init("no image", { image: undefined }, { image: missing }),
  init(
    "an image with a blank",
    { image: " busybox" },
    { image: "is not the name of an image. Write it without blanks, such as busybox:1.37." },
  ),
  init(
    "a variable twice",
    {
      env: [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
    },
    { "env[1].name": "is the name of another variable too. Keep one of them." },
  ),
  init(
    "a variable of two sources",
    { env: [{ name: "A", value: "1", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] },
    { "env[0].valueFrom": "can't be beside value. Remove one of the two." },
  ),
  init(
    "a variable of a source that is none",
    { env: [{ name: "A", valueFrom: {} }] },
    { "env[0].valueFrom": "has no source. Name one, such as secretKeyRef." },
  ),
  init(
    "a number in a variable",
    { env: [{ name: "A", value: 1 }] },
    { "env[0].value": asText("env[0].value") },
  ),
  init(
    "a probe before the server",
    { readinessProbe: { exec: { command: ["true"] } } },
    {
      readinessProbe:
        "is only for a container that runs beside the server, with restartPolicy Always. Set that, or remove this one.",
    },
  ),
  init(
    "requests above limits",
    { resources: { requests: { cpu: 2 }, limits: { cpu: "1" } } },
    {
      "resources.requests.cpu":
        "is more than limits.cpu, which Kubernetes refuses. Lower it, or raise the limit.",
    },
  ),
  spread("no skew", { maxSkew: 0 }, { maxSkew: "is too small. The minimum is 1." }),
  spread("no policy", { whenUnsatisfiable: undefined }, { whenUnsatisfiable: missing }),
  spread(
    "an unknown policy",
    { whenUnsatisfiable: "Never" },
    { whenUnsatisfiable: "is not one of: DoNotSchedule, ScheduleAnyway." },
  ),
  spread("no key", { topologyKey: undefined }, { topologyKey: missing }),
  spread("a key that is none", { topologyKey: "the zone" }, { topologyKey: notKey }, true),
  spread(
    "a number of places without need",
    { whenUnsatisfiable: "ScheduleAnyway", minDomains: 2 },
    { minDomains: "needs whenUnsatisfiable DoNotSchedule. Remove it, or set that." },
  ),
  spread(
    "a selector with a value that is none",
    { labelSelector: { matchLabels: { app: "a b" } } },
    { "labelSelector.matchLabels.app": notValue },
  ),
  {
    name: "a spread constraint twice",
    setting: "topologySpreadConstraints",
    value: [1, 2].map((maxSkew) => ({
      maxSkew,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "DoNotSchedule",
    })),
    problems: {
      "[1].topologyKey":
        "is in another constraint with the same whenUnsatisfiable. Keep one of them.",
    },
  },
  affinity("no values", requirement("In"), {
    [`${expression}.values`]: "is missing. It is required with operator In.",
  }),
  affinity("values of none", requirement("Exists", ["ssd"]), {
    [`${expression}.values`]: noValues("Exists"),
  }),
  affinity(
    "a comparison with a word",
    requirement("Gt", ["many"]),
    { [`${expression}.values`]: "must be one integer, in quotes, with operator Gt." },
    true,
  ),
  affinity("an unknown operator", requirement("Equals", ["ssd"]), {
    [`${expression}.operator`]: "is not one of: In, NotIn, Exists, DoesNotExist, Gt, Lt.",
  }),
  affinity(
    "a term that matches nothing",
    {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] },
      },
    },
    {
      "nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]":
        "is empty, and matches no node. Give matchExpressions, or remove it.",
    },
    true,
  ),
  affinity(
    "a weight of 0",
    { podAntiAffinity: { [preferred]: [{ weight: 0, podAffinityTerm: term }] } },
    { [`podAntiAffinity.${preferred}[0].weight`]: "is too small. The minimum is 1." },
  ),
  affinity(
    "a weight of 101",
    { podAntiAffinity: { [preferred]: [{ weight: 101, podAffinityTerm: term }] } },
    { [`podAntiAffinity.${preferred}[0].weight`]: "is too big. The maximum is 100." },
  ),
  affinity(
    "no topology",
    {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: term.labelSelector }],
      },
    },
    { "podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey": missing },
  ),
  affinity(
    "a slip of a kind",
    { podAntiaffinity: {} },
    { podAntiaffinity: "is not a known key. Did you mean podAntiAffinity?" },
  ),
  context(
    "a user beyond 32 bits",
    "podSecurityContext",
    { runAsUser: 3000000000 },
    { runAsUser: "is too big. The maximum is 2147483647." },
  ),
  context(
    "an unknown policy",
    "podSecurityContext",
    { fsGroupChangePolicy: "Never" },
    { fsGroupChangePolicy: "is not one of: OnRootMismatch, Always." },
  ),
  context(
    "a profile of the node without its name",
    "podSecurityContext",
    { seccompProfile: { type: "Localhost" } },
    {
      "seccompProfile.localhostProfile": "is missing. It is required with type Localhost.",
    },
  ),
  context(
    "a capability with its prefix",
    "securityContext",
    { capabilities: { drop: ["ALL"], add: ["CAP_NET_BIND_SERVICE"] } },
    {
      "capabilities.add[0]": "has the prefix CAP_, which Kubernetes leaves out. Remove it.",
    },
    true,
  ),
];

/** What both take. */
export const rightPodForms: readonly Omit<PodForm, "problems">[] = [
  {
    name: "volumes of every usual source",
    setting: "volumes",
    value: [
      { name: "1st", emptyDir: {} },
      { name: "memory", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
      { name: "bytes", emptyDir: { sizeLimit: 1048576 } },
      {
        name: "secret",
        secret: {
          secretName: "a.b",
          defaultMode: 256,
          items: [{ key: "k", path: "a/..b", mode: 288 }],
        },
      },
      { name: "settings", configMap: { name: "settings", optional: true } },
      { name: "claim", persistentVolumeClaim: { claimName: "claim", readOnly: true } },
      {
        name: "several",
        projected: {
          sources: [
            { secret: { name: "a" } },
            { serviceAccountToken: { path: "token", expirationSeconds: 3600 } },
          ],
        },
      },
      { name: "driver", csi: { driver: "secrets-store.csi.k8s.io", readOnly: true } },
      { name: "image", image: { reference: "registry.example.com/data:1" } },
    ],
  },
  {
    name: "mounts",
    setting: "volumeMounts",
    value: [
      { name: "data", mountPath: "/data", subPath: "a/b", readOnly: true },
      { name: "data", mountPath: "/more", mountPropagation: "HostToContainer" },
    ],
  },
  {
    name: "tolerations",
    setting: "tolerations",
    value: [
      { key: "example.com/Spot", operator: "Equal", value: "1", effect: "NoSchedule" },
      { key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 },
      { key: "b", value: "" },
    ],
  },
  {
    name: "containers before the server, and beside it",
    setting: "initContainers",
    value: [
      {
        name: "1-prepare",
        image: "busybox:1.37",
        command: ["sh", "-c", "true"],
        env: [
          { name: "A.b-c", value: "1" },
          { name: "NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
          { name: "KEY", valueFrom: { secretKeyRef: { name: "keys", key: "k" } } },
        ],
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } },
      },
      {
        name: "proxy",
        image: "registry.example.com/proxy@sha256:" + "a".repeat(64),
        restartPolicy: "Always",
        readinessProbe: { exec: { command: ["true"] } },
      },
    ],
  },
  {
    name: "spread constraints",
    setting: "topologySpreadConstraints",
    value: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "DoNotSchedule",
        minDomains: 2,
        nodeTaintsPolicy: "Honor",
        labelSelector: { matchExpressions: [{ key: "app", operator: "Exists" }] },
        matchLabelKeys: ["pod-template-hash"],
      },
      {
        maxSkew: 2,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { app: "a" } },
      },
    ],
  },
  {
    name: "affinities",
    setting: "affinity",
    value: {
      nodeAffinity: {
        ...requirement("In", ["ssd"]).nodeAffinity,
        [preferred]: [
          {
            weight: 100,
            preference: { matchExpressions: [{ key: "cores", operator: "Gt", values: ["8"] }] },
          },
        ],
      },
      podAntiAffinity: { [preferred]: [{ weight: 1, podAffinityTerm: term }] },
    },
  },
  {
    name: "a security context of the pods",
    setting: "podSecurityContext",
    value: {
      runAsUser: 65532,
      fsGroup: 0,
      fsGroupChangePolicy: "OnRootMismatch",
      supplementalGroups: [1],
      seccompProfile: { type: "Localhost", localhostProfile: "profiles/audit.json" },
    },
  },
  {
    name: "a security context of the containers",
    setting: "securityContext",
    value: { runAsUser: 65532, capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } },
  },
];

function asText(path: string): string {
  return `is an integer, but must be a string. Put it in quotes, or set it as a string:\npulumi config set --path --type string 'formance-control-plane:console.initContainers[0].${path}' VALUE`;
}
