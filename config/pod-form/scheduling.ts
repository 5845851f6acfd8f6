import * as z from "zod";
import { labelValue } from "../label-formats";
import { int32, text } from "../fields";
import { form, labelKey, reportIn, type Report } from "./form";

/** A condition that compares the values of a key. */
interface Requirement {
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
}

function checkValues({ operator, values = [] }: Requirement, report: Report): void {
  if (["Exists", "DoesNotExist"].includes(operator) && values.length > 0) {
    report("values", `must be empty with operator ${operator}. Remove them, or use In or NotIn.`);
  } else if (["In", "NotIn"].includes(operator) && values.length === 0) {
    report("values", `is missing. It is required with operator ${operator}.`);
  } else if (["Gt", "Lt"].includes(operator)) {
    if (values.length === 1 && /^-?\d+$/.test(values[0] ?? "")) return;
    report("values", `must be one integer, in quotes, with operator ${operator}.`);
  }
}

const requirement = <Operators extends readonly [string, ...string[]]>(operators: Operators) =>
  form({
    key: labelKey(),
    operator: z.enum(operators),
    values: z.array(z.string()).optional(),
  }).superRefine((value, context) => {
    checkValues(value, reportIn(context));
  });

const byLabels = ["In", "NotIn", "Exists", "DoesNotExist"] as const;

const labelSelector = form({
  matchLabels: z.record(z.string(), text(labelValue)).optional(),
  matchExpressions: z.array(requirement(byLabels)).optional(),
});

const keys = () => z.array(labelKey()).optional();

/** How pods are spread over places of a kind. */
export const spreadConstraint = form({
  maxSkew: int32(1),
  topologyKey: labelKey(),
  whenUnsatisfiable: z.enum(["DoNotSchedule", "ScheduleAnyway"]),
  labelSelector: labelSelector.optional(),
  matchLabelKeys: keys(),
  minDomains: int32(1).optional(),
  nodeAffinityPolicy: z.enum(["Honor", "Ignore"]).optional(),
  nodeTaintsPolicy: z.enum(["Honor", "Ignore"]).optional(),
}).superRefine((value, context) => {
  if (value.minDomains === undefined || value.whenUnsatisfiable !== "ScheduleAnyway") return;
  reportIn(context)("minDomains", "needs whenUnsatisfiable DoNotSchedule. Remove it, or set that.");
});

const weight = () => z.int().min(1).max(100);

const nodeSelectorTerm = form({
  matchExpressions: z.array(requirement([...byLabels, "Gt", "Lt"])).optional(),
  matchFields: z
    .array(
      form({
        key: z.literal("metadata.name"),
        operator: z.enum(["In", "NotIn"]),
        values: z.array(z.string()).length(1),
      }),
    )
    .optional(),
});

const nodeSelectorTerms = z
  .array(
    nodeSelectorTerm.refine(
      (term) =>
        (term.matchExpressions ?? []).length > 0 ||
        (term.matchFields ?? []).length > 0 ||
        Object.keys(term).some((key) => !["matchExpressions", "matchFields"].includes(key)),
      { message: "is empty, and matches no node. Give matchExpressions, or remove it." },
    ),
  )
  .min(1);

const podTerm = form({
  topologyKey: labelKey(),
  labelSelector: labelSelector.optional(),
  namespaces: z.array(z.string()).optional(),
  namespaceSelector: labelSelector.optional(),
  matchLabelKeys: keys(),
  mismatchLabelKeys: keys(),
});

const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";

const podAffinity = form({
  [required]: z.array(podTerm).optional(),
  [preferred]: z.array(form({ weight: weight(), podAffinityTerm: podTerm })).optional(),
});

/** Which nodes a pod prefers or needs, by the nodes themselves and by the pods there. */
export const affinity = form({
  nodeAffinity: form({
    [required]: form({ nodeSelectorTerms }).optional(),
    [preferred]: z.array(form({ weight: weight(), preference: nodeSelectorTerm })).optional(),
  }).optional(),
  podAffinity: podAffinity.optional(),
  podAntiAffinity: podAffinity.optional(),
});
