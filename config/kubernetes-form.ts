import * as z from "zod";
import { freeform } from "./fields";

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
