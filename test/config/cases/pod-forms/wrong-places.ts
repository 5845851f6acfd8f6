import {
  missing,
  notKey,
  notValue,
  under,
  preferred,
  requirement,
  term,
  type PodForm,
} from "./form";

const noValues = (operator: string) =>
  `must be empty with operator ${operator}. Remove them, or use In or NotIn.`;

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

const expression =
  "nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]";

/** Where pods run, and as whom, that is wrong. */
export const wrongPlaces: readonly PodForm[] = [
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
