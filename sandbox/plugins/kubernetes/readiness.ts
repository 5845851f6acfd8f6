import { type Properties, type Value, isMap } from "../protocol/values";
import { annotationOf, identityOf, metadataOf } from "./manifest";
import { groupOf } from "./scope";

/** Whether an object has become what it should, or why it hasn't yet, or never will. */
export type Readiness =
  { readonly state: "ready" } | { readonly state: "waiting" | "failed"; readonly reason: string };

/** What a Service leads to: the number of addresses behind it. */
export type CountAddresses = (service: Properties) => Promise<number>;

const READY: Readiness = { state: "ready" };

const waiting = (reason: string): Readiness => ({ state: "waiting", reason });

/** Whether the provider waits for the object at all. */
export function isAwaited(object: Properties): boolean {
  return annotationOf(object, "pulumi.com/skipAwait")?.toLowerCase() !== "true";
}

/** Looks at an object as the official provider does before it calls it created or updated. */
export async function readinessOf(
  live: Properties,
  countAddresses: CountAddresses,
): Promise<Readiness> {
  const expressions = waitForOf(live);
  if (expressions.length > 0) {
    const open = expressions.filter((expression) => !holds(live, expression));
    return open.length === 0 ? READY : waiting(`not yet: ${open.join(", ")}`);
  }
  const { apiVersion, kind } = identityOf(live);
  switch (`${groupOf(apiVersion)}/${kind}`) {
    case "apps/Deployment":
      return ofDeployment(live);
    case "batch/Job":
      return ofJob(live);
    case "/Service":
      return ofService(live, countAddresses);
    case "networking.k8s.io/Ingress":
      return hasBalancer(live) ? READY : waiting("no controller has given it an address");
    default:
      return READY;
  }
}

/** Whether a Job asks to be made again, and has not completed. */
export function isUnreadyJob(live: Properties): boolean {
  return (
    identityOf(live).kind === "Job" &&
    annotationOf(live, "pulumi.com/replaceUnready")?.toLowerCase() === "true" &&
    ofJob(live).state !== "ready"
  );
}

function ofDeployment(live: Properties): Readiness {
  const [spec, status] = [mapAt(live, "spec"), mapAt(live, "status")];
  const [desired, total] = [numberAt(spec, "replicas", 1), numberAt(status, "replicas", 0)];
  const updated = numberAt(status, "updatedReplicas", 0);
  const available = numberAt(status, "availableReplicas", 0);
  const generation = numberAt(metadataOf(live), "generation", 0);
  const stuck = conditionOf(live, "Progressing");
  if (numberAt(status, "observedGeneration", 0) < generation) {
    return waiting("its controller hasn't processed the change yet");
  }
  if (stuck?.status === "False") return { state: "failed", reason: messageOf(stuck) };
  const done = updated >= desired && available >= desired && total <= updated;
  if (done) return READY;
  const refused = conditionOf(live, "ReplicaFailure");
  const reason = refused?.status === "True" ? `: ${messageOf(refused)}` : "";
  return waiting(`${available} of ${desired} pods available, ${updated} updated${reason}`);
}

function ofJob(live: Properties): Readiness {
  if (conditionOf(live, "Complete")?.status === "True") return READY;
  const failure = conditionOf(live, "Failed");
  if (failure?.status === "True") return { state: "failed", reason: messageOf(failure) };
  return waiting(`it hasn't completed, ${numberAt(mapAt(live, "status"), "failed", 0)} failed`);
}

async function ofService(live: Properties, countAddresses: CountAddresses): Promise<Readiness> {
  const spec = mapAt(live, "spec");
  const isBalancer = spec.type === "LoadBalancer";
  const selects = Object.keys(mapAt(spec, "selector")).length > 0;
  if (spec.type === "ExternalName" || spec.clusterIP === "None" || !selects) return READY;
  if ((await countAddresses(live)) === 0) return waiting("it has no ready pod");
  return !isBalancer || hasBalancer(live) ? READY : waiting("it has no external address");
}

function hasBalancer(live: Properties): boolean {
  const { ingress } = mapAt(mapAt(live, "status"), "loadBalancer");
  return Array.isArray(ingress) && ingress.length > 0;
}

/** The expressions of `pulumi.com/waitFor`: one, or a JSON list of them. */
function waitForOf(live: Properties): string[] {
  const text = annotationOf(live, "pulumi.com/waitFor");
  if (text === undefined) return [];
  return text.startsWith("[") ? (JSON.parse(text) as string[]) : [text];
}

/** `condition=Ready`, or `jsonpath={.a.b[0].c[?match(@.type, 'X')].status}=True`. */
function holds(live: Properties, expression: string): boolean {
  const condition = /^condition=([^=]+)(?:=(.*))?$/.exec(expression);
  if (condition !== null) {
    const [, type = "", status = "True"] = condition;
    return conditionOf(live, type)?.status === status;
  }
  const path = /^jsonpath=\{(.*)\}(?:=(.*))?$/.exec(expression);
  if (path === null) throw new Error(`pulumi.com/waitFor has ${expression}, which is not known.`);
  const [, steps = "", wanted] = path;
  const found = valuesAt(live, steps);
  return wanted === undefined ? found.length > 0 : found.some((value) => value === wanted);
}

const STEPS = /\.([A-Za-z0-9_-]+)|\[(\d+)\]|\[\*\]|\[\?match\(@\.([A-Za-z]+),\s*'([^']*)'\)\]/g;

function valuesAt(live: Value, path: string): Value[] {
  return [...path.matchAll(STEPS)].reduce<Value[]>(
    (values, [, key, index, field, wanted]) =>
      values.flatMap((value) => {
        if (key !== undefined) return isMap(value) ? (value[key] ?? []) : [];
        if (!Array.isArray(value)) return [];
        if (index !== undefined) return value.slice(Number(index), Number(index) + 1);
        if (field === undefined) return value;
        return value.filter((item) => isMap(item) && item[field] === wanted);
      }),
    [live],
  );
}

function conditionOf(live: Properties, type: string): Properties | undefined {
  const { conditions } = mapAt(live, "status");
  if (!Array.isArray(conditions)) return undefined;
  return conditions.find((entry): entry is Properties => isMap(entry) && entry.type === type);
}

function messageOf({ reason, message }: Properties): string {
  const parts = [reason, message].filter((part): part is string => typeof part === "string");
  return parts.filter((part) => part !== "").join(": ");
}

function mapAt(map: Properties, key: string): Properties {
  const value = map[key];
  return isMap(value) ? value : {};
}

function numberAt(map: Properties, key: string, otherwise: number): number {
  const value = map[key];
  return typeof value === "number" ? value : otherwise;
}
