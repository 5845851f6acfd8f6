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
    cpu: optional(text(quantity), "CPU, in cores or thousandths of one, e.g. `250m`."),
    memory: optional(text(quantity), "Memory, in bytes with a unit, e.g. `256Mi`."),
  });

/** CPU and memory of a container. */
export const resources = (defaultText: string) =>
  optional(
    z.strictObject({
      requests: optional(amounts(), "What the scheduler reserves."),
      limits: optional(amounts(), "What the container may use at most."),
    }),
    "CPU and memory.",
    { defaultText },
  );

const envSource = z
  .strictObject({
    secret: optional(
      secretText(),
      "Secret value; the pod reads it from the workload's own Secret.",
    ),
    secretRef: optional(secretKeyRef(), "Key of an existing Secret."),
  })
  .superRefine((value, context) => {
    if ((value.secret === undefined) === (value.secretRef === undefined)) {
      const message = "needs either `secret` or `secretRef`, and one of them only.";
      context.addIssue({ code: "custom", message });
    }
  });

const env = z.record(text(envName), z.union([z.string(), envSource]));

const envFrom = z
  .strictObject({
    configMap: optional(objectName(), "Name of a ConfigMap."),
    secret: optional(secretObject("whole"), "Name of a Secret."),
    prefix: optional(text(envPrefix), "What to put before each key.", { defaultText: "nothing" }),
  })
  .superRefine((value, context) => {
    if ((value.configMap === undefined) === (value.secret === undefined)) {
      const message = "needs either `configMap` or `secret`, and one of them only.";
      context.addIssue({ code: "custom", message });
    }
  });

const toleration = z.strictObject({
  key: optional(text(), "Key of the taint.", { defaultText: "every taint" }),
  operator: optional(z.enum(["Equal", "Exists"]), "How the value is compared.", {
    default: "Equal",
  }),
  value: optional(z.string(), "Value of the taint, with `Equal`."),
  effect: optional(
    z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
    "Effect of the taint that is tolerated.",
    { defaultText: "all effects" },
  ),
  tolerationSeconds: optional(
    z.int().min(0),
    "How long a pod stays on the node, in seconds, with `NoExecute`.",
    { defaultText: "for ever" },
  ),
});

/** Taints that pods tolerate. */
export const tolerations = () => z.array(toleration);

/** Volumes and where containers find them, in Kubernetes' own form. */
export const volumeFields = (whose: string) => ({
  volumes: optional(
    kubernetesList("name"),
    `Further volumes of ${whose}, in Kubernetes' own form.`,
  ),
  volumeMounts: optional(
    kubernetesList("name", "mountPath"),
    "Where the containers find them, in Kubernetes' own form.",
  ),
});

/** What every Deployment of the control plane lets you set. */
export const workloadFields = () => ({
  replicas: optional(
    count(),
    "Number of pods. A PodDisruptionBudget is made when it is above 1. Not with `autoscaling`.",
    { default: 1 },
  ),
  autoscaling: optional(
    autoscaling,
    "Number of pods by their use of CPU and memory, in place of `replicas`; the cluster needs a metrics server.",
  ),
  disruptionBudget: optional(
    disruptionBudget,
    "How many pods may be away at once, when nodes are drained.",
  ),
  resources: resources("a little of both is reserved, and memory is limited"),
  env: optional(
    env,
    "Further environment variables by name: a text, `{secret: ...}` or `{secretRef: {name, key}}`. They come after the service's own.",
  ),
  envFrom: optional(
    z.array(envFrom),
    "Environment variables from existing ConfigMaps and Secrets. A service's own win over them.",
  ),
  annotations: optional(stringMap(), "Annotations of the Deployment."),
  labels: optional(stringMap(), "Further labels of the Deployment."),
  podAnnotations: optional(stringMap(), "Annotations of the pods."),
  podLabels: optional(stringMap(), "Further labels of the pods."),
  serviceAccountName: optional(objectName(), "Name of an existing ServiceAccount to run as.", {
    defaultText: "one is made",
  }),
  serviceAccountAnnotations: optional(
    stringMap(),
    "Annotations of the ServiceAccount that is made, e.g. for a cloud role.",
  ),
  nodeSelector: optional(stringMap(), "Labels that a node must have."),
  tolerations: optional(tolerations(), "Taints that the pods tolerate."),
  affinity: optional(freeform(), "Affinity to nodes and pods, in Kubernetes' own form."),
  topologySpreadConstraints: optional(
    kubernetesList("maxSkew", "topologyKey", "whenUnsatisfiable"),
    "How pods are spread, in Kubernetes' own form; the pods are selected where nothing else is.",
    { defaultText: "over nodes, as far as possible" },
  ),
  priorityClassName: optional(objectName(), "Name of a PriorityClass."),
  ...volumeFields("the pods"),
  initContainers: optional(
    kubernetesList("name", "image"),
    "Containers that run to their end before the server starts, in Kubernetes' own form. They are hardened as the server is.",
  ),
  runAsUser: optional(count(), "Numeric id of the user that the container runs as; never root.", {
    defaultText: "1000; Dex 1001",
  }),
  readOnlyRootFilesystem: optional(
    z.boolean(),
    "Keep the container's root file system read-only; `/tmp` stays writable.",
    { default: true },
  ),
  podSecurityContext: optional(
    freeform(),
    "Security context of the pods, in Kubernetes' own form, over the hardened one. What breaks `restricted` is refused, unless `podSecurity` allows it.",
  ),
  securityContext: optional(freeform(), "Security context of the containers, likewise."),
  service: optional(service, "The Service before the pods."),
  extraPorts: optional(
    z.array(extraPort),
    "Further ports, for what a server listens at besides. The NetworkPolicies open none of them: `networkPolicies.extraIngress` does.",
  ),
  probes: optional(probes, "Timing of the probes."),
  terminationGracePeriodSeconds: optional(
    count(),
    "How long a pod may take to end, in seconds, `preStopSeconds` included.",
    { default: 30 },
  ),
  preStopSeconds: optional(
    z.int().min(0),
    "How long a pod that is to end goes on serving, in seconds, while load balancers forget it. Kubernetes before 1.30 can't: `0` there.",
    { default: 5 },
  ),
});
