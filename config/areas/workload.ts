import * as z from "zod";
import {
  count,
  freeform,
  objectName,
  secretKeyRef,
  secretObject,
  secretText,
  stringMap,
  text,
} from "../fields";
import { kubernetesList } from "../kubernetes-form";
import { optional } from "../notes";
import { envName, envPrefix, quantity } from "../text-formats";
import { autoscaling, disruptionBudget } from "./availability";
import { extraPort, probes, service } from "./server";

const amounts = () =>
  z.strictObject({
    cpu: optional(text(quantity), "CPU, in cores or thousandths of one.", { example: "250m" }),
    memory: optional(text(quantity), "Memory, in bytes, with a unit.", { example: "256Mi" }),
  });

/** CPU and memory of a container. */
export const resources = (defaultText: string) =>
  optional(
    z.strictObject({
      requests: optional(amounts(), "CPU and memory that the scheduler reserves."),
      limits: optional(amounts(), "CPU and memory that the container may use at most."),
    }),
    "CPU and memory of the container.",
    { defaultText },
  );

const envSource = z
  .strictObject({
    secret: optional(
      secretText(),
      "Secret value, which the pod reads from the workload's own Secret.",
    ),
    secretRef: optional(secretKeyRef(), "Key of an existing Secret."),
  })
  .superRefine((value, context) => {
    if ((value.secret === undefined) === (value.secretRef === undefined)) {
      const message = "needs either `secret` or `secretRef`, not both.";
      context.addIssue({ code: "custom", message });
    }
  });

const env = z.record(text(envName), z.union([z.string(), envSource]));

const envFrom = z
  .strictObject({
    configMap: optional(objectName(), "Name of a ConfigMap."),
    secret: optional(secretObject("whole"), "Name of a Secret."),
    prefix: optional(text(envPrefix), "Prefix of each variable.", { defaultText: "none" }),
  })
  .superRefine((value, context) => {
    if ((value.configMap === undefined) === (value.secret === undefined)) {
      const message = "needs either `configMap` or `secret`, not both.";
      context.addIssue({ code: "custom", message });
    }
  });

const toleration = z.strictObject({
  key: optional(text(), "Key of the taint.", { defaultText: "every taint" }),
  operator: optional(z.enum(["Equal", "Exists"]), "How to compare the value.", {
    default: "Equal",
  }),
  value: optional(z.string(), "Value of the taint, with `Equal`."),
  effect: optional(
    z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
    "Effect of the taint to tolerate.",
    { defaultText: "all effects" },
  ),
  tolerationSeconds: optional(
    z.int().min(0),
    "How long a pod stays on the node after `NoExecute`, in seconds.",
    { defaultText: "forever" },
  ),
});

/** Taints that pods tolerate. */
export const tolerations = () => z.array(toleration);

/** Volumes and where containers mount them, in Kubernetes' own form. */
export const volumeFields = (whose: string) => ({
  volumes: optional(
    kubernetesList("name"),
    `Further volumes of ${whose}, in Kubernetes' own form.`,
  ),
  volumeMounts: optional(
    kubernetesList("name", "mountPath"),
    "Where the containers mount them, in Kubernetes' own form.",
  ),
});

/** What every Deployment of the control plane lets you set. */
export const workloadFields = () => ({
  replicas: optional(
    count(),
    "Number of pods. With more than one, a PodDisruptionBudget is created. Not with `autoscaling`.",
    { default: 1 },
  ),
  autoscaling: optional(
    autoscaling,
    "Scale the number of pods by their use of CPU and memory, instead of `replicas`; the cluster needs a metrics server.",
  ),
  disruptionBudget: optional(
    disruptionBudget,
    "How many pods may be unavailable at once while nodes are drained.",
  ),
  resources: resources("small requests, and a memory limit"),
  env: optional(
    env,
    "Further environment variables, by name: a string, `{secret: ...}` or `{secretRef: {name, key}}`. They come after the service's own.",
  ),
  envFrom: optional(
    z.array(envFrom),
    "Environment variables from existing ConfigMaps and Secrets. The service's own win over them.",
  ),
  annotations: optional(stringMap(), "Annotations of the Deployment."),
  labels: optional(stringMap(), "Further labels of the Deployment."),
  podAnnotations: optional(stringMap(), "Annotations of the pods."),
  podLabels: optional(stringMap(), "Further labels of the pods."),
  serviceAccountName: optional(objectName(), "Name of an existing ServiceAccount to run as.", {
    defaultText: "one is created",
  }),
  serviceAccountAnnotations: optional(
    stringMap(),
    "Annotations of the created ServiceAccount, such as for a cloud role.",
  ),
  nodeSelector: optional(stringMap(), "Labels that a node must have."),
  tolerations: optional(tolerations(), "Taints that the pods tolerate."),
  affinity: optional(freeform(), "Affinity to nodes and pods, in Kubernetes' own form."),
  topologySpreadConstraints: optional(
    kubernetesList("maxSkew", "topologyKey", "whenUnsatisfiable"),
    "How to spread the pods, in Kubernetes' own form. Without a `labelSelector`, the constraint selects these pods.",
    { defaultText: "over nodes where possible" },
  ),
  priorityClassName: optional(objectName(), "Name of a PriorityClass."),
  ...volumeFields("the pods"),
  initContainers: optional(
    kubernetesList("name", "image"),
    "Containers that run to completion before the server starts, in Kubernetes' own form. They are hardened like the server.",
  ),
  runAsUser: optional(count(), "User id that the container runs as; never root.", {
    defaultText: "1000; for Dex 1001",
  }),
  readOnlyRootFilesystem: optional(
    z.boolean(),
    "Mount the root file system read-only; `/tmp` stays writable.",
    { default: true },
  ),
  podSecurityContext: optional(
    freeform(),
    "Security context of the pods, in Kubernetes' own form, merged over the hardened one. A setting that violates `restricted` is refused, unless `podSecurity` allows it.",
  ),
  securityContext: optional(freeform(), "Security context of the containers, with the same rules."),
  service: optional(service, "The Service in front of the pods."),
  extraPorts: optional(
    z.array(extraPort),
    "Further ports that the server listens on. NetworkPolicies don't open them; add them to `networkPolicies.extraIngress`.",
  ),
  probes: optional(probes, "Timing of the probes."),
  terminationGracePeriodSeconds: optional(
    count(),
    "Time that a pod gets to stop, in seconds, including `preStopSeconds`.",
    { default: 30 },
  ),
  preStopSeconds: optional(
    z.int().min(0),
    "How long a stopping pod keeps serving while load balancers remove it, in seconds. Set `0` before Kubernetes 1.30, which lacks the feature.",
    { default: 5 },
  ),
});
