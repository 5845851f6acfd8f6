import * as z from "zod";
import { count, text } from "../fields";
import { optional, required } from "../notes";
import { amountOfPods } from "../text-formats";

const percent = () => z.int().min(1).max(1000);

/** Number of pods by their use. */
export const autoscaling = z
  .strictObject({
    minReplicas: optional(count(), "Fewest pods.", { default: 2 }),
    maxReplicas: required(count(), "Most pods."),
    targetCpuUtilization: optional(
      percent(),
      "Use of the reserved CPU that is aimed at, in per cent.",
      { default: 80 },
    ),
    targetMemoryUtilization: optional(
      percent(),
      "Use of the reserved memory that is aimed at, in per cent.",
      { defaultText: "memory is not looked at" },
    ),
  })
  .superRefine(({ minReplicas = 2, maxReplicas }, context) => {
    if (minReplicas <= maxReplicas) return;
    context.addIssue({
      code: "custom",
      path: ["maxReplicas"],
      message: `is below minReplicas, which is ${minReplicas}. Raise it, or lower minReplicas.`,
    });
  });

/** A number of pods, or per cent of them. */
const amount = () =>
  z.union([z.int().min(0), text(amountOfPods)]).transform((value) => String(value));

/** How many pods may be away at once. */
export const disruptionBudget = z
  .strictObject({
    enabled: optional(z.boolean(), "Make a PodDisruptionBudget.", {
      defaultText: "`true` with more than one pod",
    }),
    minAvailable: optional(amount(), "Pods that must stay: a number, or per cent such as `25%`."),
    maxUnavailable: optional(amount(), "Pods that may be away, likewise.", {
      defaultText: "`1`, without `minAvailable`",
    }),
  })
  .superRefine((value, context) => {
    if (value.minAvailable === undefined || value.maxUnavailable === undefined) return;
    const message = "has minAvailable and maxUnavailable. Keep one of them.";
    context.addIssue({ code: "custom", message });
  });
