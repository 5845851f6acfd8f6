import * as z from "zod";
import type { Decision } from "./decision";
import { titleOf } from "../release/object-id";
import { referencesIn } from "./references";
import type { FoundObject } from "../release/live-objects";

/**
 * Keeps with what is kept what it needs: all that it refers to; its owners, which it would be deleted
 * with; the pods behind a Service; the rights of a ServiceAccount; the rest of a workload's component.
 */
export function withCompany(decisions: readonly Decision[]): Decision[] {
  const needs = new Map<string, string>();
  for (const { object, outcome } of decisions) {
    if (outcome !== "kept") continue;
    for (const [title, reason] of needsOf(object, decisions)) needs.set(title, reason);
  }
  const kept = decisions.map((decision): Decision => {
    const reason = needs.get(titleOf(decision.object));
    if (decision.outcome !== "delete" || reason === undefined) return decision;
    return { ...decision, outcome: "kept", reason };
  });
  const grew = kept.some((decision, index) => decision !== decisions[index]);
  return grew ? withCompany(kept) : kept;
}

/** The titles of what an object needs, with the reasons. */
function needsOf(object: FoundObject, decisions: readonly Decision[]): [string, string][] {
  const title = titleOf(object);
  const others = decisions.map((decision) => decision.object);
  const component = podLabels(object) === undefined ? undefined : componentOf(object);
  return [
    ...referencesIn(object.live).map((named): [string, string] => [
      titleOf(named),
      `the kept ${title} refers to it`,
    ]),
    ...others.flatMap((other): [string, string][] => {
      const ties = [
        { holds: isBehind(object, other), reason: `it answers behind the kept ${title}` },
        { holds: givesRights(other, object), reason: `it gives rights to the kept ${title}` },
        {
          holds: isOwner(other, object),
          reason: `it owns the kept ${title}, which would be deleted with it`,
        },
        {
          holds: component !== undefined && componentOf(other) === component,
          reason: `it belongs to the kept ${title}`,
        },
      ];
      const reason = ties.find(({ holds }) => holds)?.reason;
      return reason === undefined ? [] : [[titleOf(other), reason]];
    }),
  ];
}

const workloadSchema = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()).optional() }).optional(),
    }),
  }),
});

const serviceSchema = z.object({ spec: z.object({ selector: z.record(z.string(), z.string()) }) });

const bindingSchema = z.object({
  subjects: z.array(z.object({ kind: z.string(), name: z.string() })),
});

/** The labels of a workload's pods; nothing for an object that has none. */
function podLabels({ live }: FoundObject): Readonly<Record<string, string>> | undefined {
  const parsed = workloadSchema.safeParse(live);
  return parsed.success ? (parsed.data.spec.template.metadata?.labels ?? {}) : undefined;
}

function isBehind(service: FoundObject, workload: FoundObject): boolean {
  const parsed = service.kind === "Service" ? serviceSchema.safeParse(service.live) : undefined;
  const labels = podLabels(workload);
  if (!parsed?.success || labels === undefined) return false;
  const wanted = Object.entries(parsed.data.spec.selector);
  return wanted.length > 0 && wanted.every(([label, value]) => labels[label] === value);
}

function givesRights(binding: FoundObject, account: FoundObject): boolean {
  const parsed = bindingSchema.safeParse(binding.live);
  return parsed.success && parsed.data.subjects.map(titleOf).includes(titleOf(account));
}

function isOwner(owner: FoundObject, { live }: FoundObject): boolean {
  const owners = live?.metadata?.ownerReferences ?? [];
  return owners.some(({ uid }) => uid === owner.live?.metadata?.uid);
}

/** The part of a release that an object is of, by the labels that charts set. */
function componentOf({ live }: FoundObject): string | undefined {
  const labels = live?.metadata?.labels ?? {};
  const [name, instance] = [labels["app.kubernetes.io/name"], labels["app.kubernetes.io/instance"]];
  return name === undefined || instance === undefined ? undefined : `${name}|${instance}`;
}
