import * as z from "zod";
import { freeform, text } from "./fields";
import { labelValue, metadataKey } from "./label-formats";
import { isWithin, valueAt, type Path } from "./path";
import { unknownPaths } from "./pod-form/form";
import { quantity, type TextFormat } from "./text-formats";

/**
 * A part of a pod in Kubernetes' own form, as far as the API server or the kubelet would refuse it
 * late, or override it. What is known later isn't looked at.
 */
export function kubernetesMap(form: z.ZodType) {
  return freeform().superRefine((value, context) => {
    const issues = form.safeParse(value).error?.issues ?? [];
    if (issues.length === 0) return;
    const unknown = unknownPaths(value);
    for (const issue of issues) {
      const steps = issue.path as Path;
      if (unknown.some((path) => isWithin(steps, path))) continue;
      const at = valueAt(value, steps);
      const isMissing = at === undefined || at === null;
      context.addIssue(
        isMissing && issue.code !== "custom"
          ? { code: "custom", path: [...steps], message: "is missing. Kubernetes requires it." }
          : ({ ...issue, path: [...steps], input: at } as z.core.$ZodRawIssue),
      );
    }
  });
}

/** A list of parts of a pod, which stand in its description as they are. */
export function kubernetesList(form: z.ZodType) {
  return z.array(kubernetesMap(form).meta({ inPod: true }));
}

function metadata(keyFormat: TextFormat, valueFormat: TextFormat) {
  return z
    .record(z.string(), z.string().meta({ keyTells: "annotation" }))
    .superRefine((value, context) => {
      for (const [key, each] of Object.entries(value)) {
        const message = keyFormat(key) ?? valueFormat(each);
        if (message !== undefined) context.addIssue({ code: "custom", path: [key], message });
      }
    });
}

/** Labels of an object, or what selects objects by them. */
export const labels = () => metadata(metadataKey, labelValue);

/** Bytes that the annotations of an object have at most, keys included. */
const MOST_BYTES = 256 * 1024;

/** Annotations of an object, whose keys may have capital letters in their prefix. */
export const annotations = () =>
  metadata(
    (key) => metadataKey(key.toLowerCase()),
    () => undefined,
  ).superRefine((value, context) => {
    const bytes = Buffer.byteLength(Object.entries(value).flat().join(""));
    if (bytes <= MOST_BYTES) return;
    const message = `has ${bytes} bytes, but Kubernetes accepts at most ${MOST_BYTES}. Shorten the annotations.`;
    context.addIssue({ code: "custom", message });
  });

/** An amount of CPU or memory: a number, or a text with a unit. */
export const amountOf = () =>
  z.union([z.number().min(0), text(quantity)]).transform((value) => String(value));
