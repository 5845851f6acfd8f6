import * as z from "zod";
import { count, objectName, secretKeyRef, secretText, stringMap, text } from "../fields";
import { optional } from "../notes";
import { cronSchedule, envName, quantity } from "../text-formats";

const amounts = () =>
  z.strictObject({
    cpu: optional(text(quantity), "CPU, in cores or thousandths of one, e.g. `250m`."),
    memory: optional(text(quantity), "Memory, in bytes with a unit, e.g. `256Mi`."),
  });

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
});

/** What every Deployment of the control plane lets you set. */
export const workloadFields = () => ({
  replicas: optional(count(), "Number of pods. A PodDisruptionBudget is made when it is above 1.", {
    default: 1,
  }),
  resources: optional(
    z.strictObject({
      requests: optional(amounts(), "What the scheduler reserves."),
      limits: optional(amounts(), "What the container may use at most."),
    }),
    "CPU and memory.",
    { defaultText: "a little of both is reserved, and memory is limited" },
  ),
  env: optional(
    env,
    "Further environment variables by name: a text, `{secret: ...}` or `{secretRef: {name, key}}`. They come after the service's own.",
  ),
  podAnnotations: optional(stringMap(), "Annotations of the pods."),
  serviceAccountAnnotations: optional(
    stringMap(),
    "Annotations of the ServiceAccount, e.g. for a cloud role.",
  ),
  nodeSelector: optional(stringMap(), "Labels that a node must have."),
  tolerations: optional(z.array(toleration), "Taints that the pods tolerate."),
  priorityClassName: optional(objectName(), "Name of a PriorityClass."),
  runAsUser: optional(count(), "Numeric id of the user that the container runs as; never root.", {
    defaultText: "1000; Dex 1001",
  }),
  readOnlyRootFilesystem: optional(
    z.boolean(),
    "Keep the container's root file system read-only; `/tmp` stays writable.",
    { default: true },
  ),
});

/** A CronJob of Membership. */
export const cronJob = (enabled: boolean, schedule: string) =>
  z.strictObject({
    enabled: optional(z.boolean(), "Make the CronJob.", { default: enabled }),
    schedule: optional(text(cronSchedule), "When it runs, as five cron fields in UTC.", {
      default: schedule,
    }),
    suspend: optional(z.boolean(), "Keep the CronJob, but don't run it.", { default: false }),
  });
