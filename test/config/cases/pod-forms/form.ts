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

export const missing = "is missing. Kubernetes requires it.";

export const notName =
  "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.";

export const notKey =
  "is not a key that Kubernetes accepts. Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as team, after an optional prefix such as example.com/.";

export const notValue =
  "is not a value that Kubernetes accepts for a label. Write up to 63 letters, digits and - _ . that begin and end with a letter or digit, such as my-team.";

export const preferred = "preferredDuringSchedulingIgnoredDuringExecution";

export const under = (start: string, problems: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(problems).map(([path, message]) => [
      path === "" ? start : `${start}.${path}`,
      message,
    ]),
  );

export const requirement = (operator: string, values?: readonly unknown[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator, values }] }],
    },
  },
});

export const term = {
  topologyKey: "kubernetes.io/hostname",
  labelSelector: { matchLabels: { app: "a" } },
};
