import * as z from "zod";
import { count, text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { amountOfPods } from "../text-formats";

const object = objectsIn("availability");

const percent = () => z.int().min(1).max(1000);

/** Number of pods by their use of CPU and memory. */
export const autoscaling = object(
  "AutoscalingArgs",
  "Number of pods by their use of CPU and memory.",
  {
    minReplicas: optional(count(), "Minimum number of pods.", { default: 2, plain: true }),
    maxReplicas: required(count(), "Maximum number of pods.", { plain: true }),
    targetCpuUtilization: optional(percent(), "Target CPU use, in percent of the requested CPU.", {
      default: 80,
    }),
    targetMemoryUtilization: optional(
      percent(),
      "Target memory use, in percent of the requested memory.",
      { defaultText: "memory doesn't count" },
    ),
  },
).superRefine(({ minReplicas = 2, maxReplicas }, context) => {
  if (minReplicas <= maxReplicas) return;
  context.addIssue({
    code: "custom",
    path: ["maxReplicas"],
    message: `is below minReplicas, which is ${minReplicas}. Raise it, or lower minReplicas.`,
  });
});

/** A number of pods, or a percentage of them. */
const amount = () =>
  z.union([z.int().min(0), text(amountOfPods)]).transform((value) => String(value));

/** How many pods may be unavailable at once. */
export const disruptionBudget = object(
  "DisruptionBudgetArgs",
  "How many pods may be unavailable at once, while nodes are drained.",
  {
    enabled: optional(z.boolean(), "Create a PodDisruptionBudget.", {
      defaultText: "`true` with more than one pod",
      plain: true,
    }),
    minAvailable: optional(
      amount(),
      "Pods that must stay available: a number, or a percentage such as `25%`.",
    ),
    maxUnavailable: optional(
      amount(),
      "Pods that may be unavailable: a number, or a percentage such as `25%`.",
      {
        defaultText: "`1` without `minAvailable`",
      },
    ),
  },
).superRefine((value, context) => {
  if (value.minAvailable === undefined || value.maxUnavailable === undefined) return;
  const message = "has both minAvailable and maxUnavailable. Keep one of them.";
  context.addIssue({ code: "custom", message });
});
