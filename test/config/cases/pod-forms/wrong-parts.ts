import { missing, notName, notKey, notValue, under, type PodForm } from "./form";

const notInside =
  "is not a path inside the volume. Write it without a slash in front, and without .. in it.";

const notQuantity =
  "is not a Kubernetes quantity. Write it like 250m or 0.5 (CPU) or 256Mi (memory).";

const octal = "is read as a decimal number. Write the mode in octal, such as 0o400.";

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

/** Volumes, mounts, tolerations and containers that are wrong. */
export const wrongParts: readonly PodForm[] = [
  volumes(
    "no source",
    {},
    {
      "": "has no source, so Kubernetes would create an empty folder. Name one, such as secret, configMap or emptyDir: {}.",
    },
    true,
  ),
  volumes(
    "two sources",
    { emptyDir: {}, secret: { secretName: "a" } },
    { "": "has emptyDir and secret, but Kubernetes allows only one. Write a volume for each." },
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
        "has secret and configMap, but Kubernetes allows only one. Write an entry for each.",
    },
  ),
  mount("a path that leads out", { subPath: "../etc" }, { subPath: notInside }),
  mount("a path from the root", { subPath: "/etc" }, { subPath: notInside }),
  mount(
    "two paths",
    { subPath: "a", subPathExpr: "b" },
    { subPathExpr: "can't be combined with subPath. Remove one of the two." },
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
    { image: "is not the name of an image. Write it without spaces, such as busybox:1.37." },
  ),
  init(
    "a variable twice",
    {
      env: [
        { name: "A", value: "1" },
        { name: "A", value: "2" },
      ],
    },
    { "env[1].name": "is also the name of another variable. Keep one of them." },
  ),
  init(
    "a variable of two sources",
    { env: [{ name: "A", value: "1", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }] },
    { "env[0].valueFrom": "can't be combined with value. Remove one of the two." },
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
        "is only for a container that runs alongside the server, with restartPolicy Always. Set that, or remove this one.",
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
];

function asText(path: string): string {
  return `is an integer, but must be a string. Put it in quotes, or set it as a string:\npulumi config set --path --type string 'formance-control-plane:console.initContainers[0].${path}' VALUE`;
}
