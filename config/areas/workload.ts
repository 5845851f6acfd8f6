import * as z from "zod";
import { count, int32, objectName, secretKeyRef, secretObject, secretText, text } from "../fields";
import { amountOf, annotations, kubernetesList, kubernetesMap, labels } from "../kubernetes-form";
import { labelValue, metadataKey } from "../label-formats";
import { objectsIn, type ArgumentForm } from "../interfaces";
import { optional, required } from "../notes";
import { isMapping, type Mapping } from "../path";
import { initContainer } from "../pod-form/init-container";
import { amountProblems, defaultProblems } from "../pod-form/resource-amounts";
import { affinity, spreadConstraint } from "../pod-form/scheduling";
import { containerSecurityContext, podSecurityContext } from "../pod-form/security-context";
import { volume, volumeMount } from "../pod-form/volumes";
import { envName, envPrefix } from "../text-formats";
import { autoscaling, disruptionBudget } from "./availability";
import { extraPort, probes, service } from "./server";

const object = objectsIn("workload");

const amounts = () =>
  object("ResourceAmountsArgs", "Amounts of CPU and memory, as Kubernetes writes them.", {
    cpu: optional(amountOf(), "CPU, in cores or millicores.", { example: "250m" }),
    memory: optional(amountOf(), "Memory, in bytes, with a unit.", { example: "256Mi" }),
  });

/** CPU and memory of a container. */
export const resources = (defaultText: string) =>
  optional(
    object("ResourcesArgs", "CPU and memory of a container.", {
      requests: optional(amounts(), "CPU and memory that the scheduler reserves."),
      limits: optional(amounts(), "CPU and memory that the container may use at most."),
    }).superRefine((value, context) => {
      const problems = amountProblems(value);
      for (const [path, message] of problems.length > 0 ? problems : defaultProblems(value)) {
        context.addIssue({ code: "custom", path, message });
      }
    }),
    "CPU and memory of the container.",
    { defaultText },
  );

/** What is wrong where one of two keys is needed. */
function choiceProblem<Key extends string>(
  value: Partial<Record<Key, unknown>>,
  ...keys: readonly [Key, Key]
): string | undefined {
  const given = keys.filter((key) => value[key] !== undefined);
  if (given.length === 1) return undefined;
  const [one, other] = keys;
  return given.length === 0
    ? `needs \`${one}\` or \`${other}\`.`
    : `has both \`${one}\` and \`${other}\`. Keep one of them.`;
}

const envSource = z
  .strictObject({
    secret: optional(
      secretText(),
      "Secret value, which the pod reads from the workload's own Secret.",
    ),
    secretRef: optional(secretKeyRef(), "Key of an existing Secret."),
  })
  .superRefine((value, context) => {
    const message = choiceProblem(value, "secret", "secretRef");
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

const env = z.record(
  text(envName),
  z.union([z.string().meta({ keyTells: "variable" }), envSource]),
);

const envVar = object("EnvVarArgs", "A variable of a container's environment.", {
  name: required(text(envName), "Name of the variable.", { plain: true }),
  value: optional(z.string(), "Value in plain text. For a secret, set `secret` or `secretRef`."),
  ...envSource.shape,
}).superRefine((value, context) => {
  const given = (["value", "secret", "secretRef"] as const).filter(
    (key) => value[key] !== undefined,
  );
  if (given.length < 2) return;
  context.addIssue({ code: "custom", message: `has ${given.join(" and ")}. Keep one of them.` });
});

/** The components take the variables as a list. */
const envList: ArgumentForm = {
  schema: z.array(envVar),
  from: (variables) =>
    Object.entries(variables as Mapping).map(([name, value]) =>
      isMapping(value) ? { name, ...value } : { name, value },
    ),
};

const envFrom = object(
  "EnvFromArgs",
  "All keys of an existing ConfigMap or Secret as environment variables.",
  {
    configMap: optional(objectName(), "Name of a ConfigMap."),
    secret: optional(secretObject("whole"), "Name of a Secret."),
    prefix: optional(text(envPrefix), "Prefix of each variable.", { defaultText: "none" }),
  },
).superRefine((value, context) => {
  const message = choiceProblem(value, "configMap", "secret");
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

const toleration = object("TolerationArgs", "A toleration of a pod, as Kubernetes defines it.", {
  key: optional(text(metadataKey), "Key of the taint.", { defaultText: "every taint" }),
  operator: optional(z.enum(["Equal", "Exists"]), "How to compare the value.", {
    default: "Equal",
  }),
  value: optional(text(labelValue), "Value of the taint, with `Equal`."),
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
}).superRefine((value, context) => {
  const report = (key: string, message: string) => {
    context.addIssue({ code: "custom", path: [key], message });
  };
  if (value.key === undefined && value.operator !== "Exists") {
    report(
      "key",
      "is missing. Kubernetes accepts a toleration without one only with operator Exists.",
    );
  } else if (value.key === undefined && value.effect === undefined) {
    report(
      "key",
      "is missing, so the pods would tolerate every taint and stay on nodes that fail. Name the taint, or give at least the effect.",
    );
  }
  if (value.operator === "Exists" && (value.value ?? "") !== "") {
    report(
      "value",
      "has no effect with operator Exists, and Kubernetes refuses it. Remove one of the two.",
    );
  }
  if (value.tolerationSeconds !== undefined && value.effect !== "NoExecute") {
    report("tolerationSeconds", "needs the effect NoExecute. Set it, or remove tolerationSeconds.");
  }
});

/** Taints that pods tolerate. */
export const tolerations = () => z.array(toleration);

/** Volumes and where containers mount them, in Kubernetes' own form. */
export const volumeFields = (whose: string) => ({
  volumes: optional(
    kubernetesList(volume),
    `Additional volumes of ${whose}, in Kubernetes' own form.`,
  ),
  volumeMounts: optional(
    kubernetesList(volumeMount),
    "Where the containers mount them, in Kubernetes' own form.",
  ),
});

const pod = object("PodArgs", "Settings of the pods of Deployments, Jobs and CronJobs.", {
  resources: resources("small requests, and a memory limit"),
  nodeSelector: optional(labels(), "Labels that a node must have."),
  tolerations: optional(tolerations(), "Taints that the pods tolerate."),
  affinity: optional(
    kubernetesMap(affinity),
    "Affinity to nodes and pods, in Kubernetes' own form.",
  ),
  priorityClassName: optional(objectName(), "Name of a PriorityClass."),
  ...volumeFields("the pods"),
  runAsUser: optional(count(), "User id that the container runs as; never root.", {
    defaultText: "1000; for Dex 1001",
  }),
  readOnlyRootFilesystem: optional(
    z.boolean(),
    "Mount the root file system read-only; `/tmp` stays writable.",
    { default: true },
  ),
  podSecurityContext: optional(
    kubernetesMap(podSecurityContext),
    "Security context of the pods, in Kubernetes' own form, merged over the hardened one. A setting that violates `restricted` is rejected, unless `podSecurity` allows it.",
  ),
  securityContext: optional(
    kubernetesMap(containerSecurityContext),
    "Security context of the containers, with the same rules.",
  ),
});

/** Settings of every Deployment. */
export const workload = object("WorkloadArgs", "Settings of every Deployment.", {
  replicas: optional(
    count(),
    "Number of pods. More than one also creates a PodDisruptionBudget. Not with `autoscaling`.",
    { default: 1, plain: true },
  ),
  autoscaling: optional(
    autoscaling,
    "Scale the number of pods by their use of CPU and memory, instead of `replicas`; the cluster needs a metrics server.",
  ),
  disruptionBudget: optional(
    disruptionBudget,
    "How many pods may be unavailable at once while nodes are drained.",
  ),
  env: optional(
    env,
    "Additional environment variables, by name: a string, `{secret: ...}` or `{secretRef: {name, key}}`. They come after the service's own.",
    { argument: envList },
  ),
  envFrom: optional(
    z.array(envFrom),
    "Environment variables from existing ConfigMaps and Secrets. The service's own take precedence.",
  ),
  annotations: optional(annotations(), "Annotations of the Deployment."),
  labels: optional(labels(), "Additional labels of the Deployment."),
  podAnnotations: optional(annotations(), "Annotations of the pods."),
  podLabels: optional(labels(), "Additional labels of the pods."),
  serviceAccountName: optional(objectName(), "Name of an existing ServiceAccount to run as.", {
    defaultText: "one is created",
  }),
  serviceAccountAnnotations: optional(
    annotations(),
    "Annotations of the created ServiceAccount, such as for a cloud role.",
  ),
  topologySpreadConstraints: optional(
    kubernetesList(spreadConstraint).superRefine((constraints, context) => {
      const seen = new Set<string>();
      for (const [index, { topologyKey, whenUnsatisfiable }] of constraints.entries()) {
        const key = JSON.stringify([topologyKey, whenUnsatisfiable]);
        if (seen.has(key)) {
          const message =
            "is in another constraint with the same whenUnsatisfiable. Keep one of them.";
          context.addIssue({ code: "custom", path: [index, "topologyKey"], message });
        }
        seen.add(key);
      }
    }),
    "How to spread the pods, in Kubernetes' own form. A constraint without a `labelSelector` selects these pods.",
    { defaultText: "over nodes where possible" },
  ),
  initContainers: optional(
    kubernetesList(initContainer),
    "Containers that run to completion before the server starts, in Kubernetes' own form. They are hardened like the server.",
  ),
  service: optional(service, "The Service in front of the pods."),
  extraPorts: optional(
    z.array(extraPort),
    "Additional ports that the server listens on. NetworkPolicies don't open them; add them to `networkPolicies.extraIngress`.",
  ),
  probes: optional(probes, "Timing of the probes."),
  terminationGracePeriodSeconds: optional(
    count(),
    "Time that a pod has to stop, in seconds, including `preStopSeconds`.",
    { default: 30 },
  ),
  preStopSeconds: optional(
    int32(0),
    "How long a stopping pod keeps serving while load balancers remove it, in seconds. Set `0` before Kubernetes 1.30, which lacks the feature.",
    { default: 5, plain: true },
  ),
  ...pod.shape,
});
