import * as z from "zod";
import { freeform, text } from "./fields";
import { labelValue, metadataKey } from "./label-formats";
import { quantity, type TextFormat } from "./text-formats";

/**
 * A list of parts of a pod in Kubernetes' own form, each with at least these keys. The cluster's own
 * schema checks the others in a preview.
 */
export function kubernetesList(...needed: string[]) {
  return z.array(
    freeform()
      .meta({ inPod: true })
      .superRefine((value, context) => {
        for (const key of needed) {
          if (value[key] !== undefined && value[key] !== null) continue;
          context.addIssue({
            code: "custom",
            path: [key],
            message: "is missing. Kubernetes requires it.",
          });
        }
      }),
  );
}

function metadata(valueFormat: TextFormat) {
  return z
    .record(z.string(), z.string().meta({ keyTells: "annotation" }))
    .superRefine((value, context) => {
      for (const [key, each] of Object.entries(value)) {
        const message = metadataKey(key) ?? valueFormat(each);
        if (message !== undefined) context.addIssue({ code: "custom", path: [key], message });
      }
    });
}

/** Labels of an object, or what selects objects by them. */
export const labels = () => metadata(labelValue);

/** Annotations of an object. */
export const annotations = () => metadata(() => undefined);

/** An amount of CPU or memory: a number, or a text with a unit. */
export const amountOf = () =>
  z.union([z.number().min(0), text(quantity)]).transform((value) => String(value));
