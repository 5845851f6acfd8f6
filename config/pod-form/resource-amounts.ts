import * as z from "zod";
import { defaultResources } from "../../facts/default-resources";
import { quantityValue } from "../quantity";
import { quantity } from "../text-formats";
import { amount, form } from "./form";

const MIB = 1024 ** 2;

/** From here, cores are meant as thousandths of one: no node of a control plane has so many. */
const TOO_MANY_CORES = 100;

/** What is wrong with an amount of CPU, which is hardly ever meant so. */
export function cpuProblem(value: string | number): string | undefined {
  const cores = quantityValue(String(value));
  if (cores < TOO_MANY_CORES) return undefined;
  return `is ${cores} cores, more than a node has. Write ${cores}m for thousandths of a core.`;
}

/** The same of memory. */
export function memoryProblem(value: string | number): string | undefined {
  const bytes = quantityValue(String(value));
  if (bytes >= MIB || bytes === 0) return undefined;
  const isMilli = String(value).endsWith("m");
  return `is less than a MiB${isMilli ? ", because m is for thousandths of a byte" : ""}. Write the unit, such as 256Mi.`;
}

/** A limit of nothing is no limit. */
export function limitProblem(value: string | number): string | undefined {
  if (quantityValue(String(value)) !== 0) return undefined;
  return "is zero, which Kubernetes treats as no limit. Give an amount, or leave it out.";
}

interface Resources {
  readonly requests?: Readonly<Record<string, unknown>> | undefined;
  readonly limits?: Readonly<Record<string, unknown>> | undefined;
}

/** What is wrong with amounts of CPU and memory, by the path of each. */
export function amountProblems(resources: Resources): [path: string[], message: string][] {
  const slips = [
    ...problemsOf("requests", resources.requests),
    ...problemsOf("limits", resources.limits),
  ];
  const isSlip = (key: string) => slips.some(([path]) => path.at(-1) === key);
  const higher = (["cpu", "memory"] as const).flatMap((key): [string[], string][] => {
    const [request, limit] = [resources.requests?.[key], resources.limits?.[key]];
    if (isSlip(key) || !isMore(request, limit)) return [];
    const message = `is more than limits.${key}, which Kubernetes refuses. Lower it, or raise the limit.`;
    return [[["requests", key], message]];
  });
  return [...slips, ...higher];
}

/** What is wrong beside the default amounts, which fill in what is left out. */
export function defaultProblems(resources: Resources): [path: string[], message: string][] {
  const { requests, limits } = defaultResources;
  const refused = "which Kubernetes refuses";
  return (["cpu", "memory"] as const).flatMap((key): [string[], string][] => {
    const [request, limit] = [resources.requests?.[key], resources.limits?.[key]];
    const bound: string | undefined = { cpu: undefined, memory: limits.memory }[key];
    if (limit === undefined && bound !== undefined && isMore(request, bound)) {
      const message = `is more than the default of limits.${key}, ${bound}, ${refused}. Set that limit too.`;
      return [[["requests", key], message]];
    }
    if (request === undefined && isMore(requests[key], limit)) {
      const message = `is less than the default of requests.${key}, ${requests[key]}, ${refused}. Set that request too.`;
      return [[["limits", key], message]];
    }
    return [];
  });
}

function isMore(left: unknown, right: unknown): boolean {
  if (!isAmount(left) || !isAmount(right)) return false;
  return quantityValue(String(left)) > quantityValue(String(right));
}

function problemsOf(
  kind: "requests" | "limits",
  amounts: Readonly<Record<string, unknown>> = {},
): [string[], string][] {
  const problems = { cpu: cpuProblem, memory: memoryProblem };
  return (["cpu", "memory"] as const).flatMap((key): [string[], string][] => {
    const value = amounts[key];
    if (!isAmount(value)) return [];
    const message = problems[key](value) ?? (kind === "limits" ? limitProblem(value) : undefined);
    return message === undefined ? [] : [[[kind, key], message]];
  });
}

function isAmount(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && quantity(value) === undefined);
}

const amounts = () => z.record(z.string(), amount()).optional();

/** CPU and memory of a container, in Kubernetes' own form. */
export const resourceAmounts = form({
  requests: amounts(),
  limits: amounts(),
  claims: z.unknown().optional(),
}).superRefine((value, context) => {
  for (const [path, message] of amountProblems(value)) {
    context.addIssue({ code: "custom", path, message });
  }
});
