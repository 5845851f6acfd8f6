import { isDeepStrictEqual } from "node:util";

import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";

import { describeResource } from "./progress";

/** What happened to a resource. */
export type ChangeKind = "created" | "updated" | "replaced" | "deleted";

/** A resource that a deployment changed. */
export interface ResourceChange {
  readonly kind: ChangeKind;
  /** As people call it, such as `Deployment formance-dex`. */
  readonly name: string;
  /** Title of the component that it belongs to. */
  readonly part: string;
  /** Whether pods restart because of it. */
  readonly restarts: boolean;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The parts of a control plane in the order in which they are shown, by their components. */
const PARTS: Readonly<Record<string, string>> = {
  Database: "Databases",
  DexProvider: "Dex",
  MembershipService: "Membership",
  Console: "Console",
  Portal: "Portal",
  Ingress: "Public entry",
  GatewayRoutes: "Public entry",
  TargetGroupBindings: "Public entry",
  NetworkPolicies: "Network",
  ExternalSecrets: "External Secrets",
  MembershipSeed: "Seed",
};
export const partTitles: readonly string[] = [...new Set(Object.values(PARTS)), "Other"];

const KINDS: Readonly<Record<string, ChangeKind>> = {
  create: "created",
  update: "updated",
  "create-replacement": "replaced",
  replace: "replaced",
  delete: "deleted",
};

/** Follows an operation, and keeps what it changed: neither components nor providers are objects. */
export class ChangeCollector {
  readonly #changes = new Map<string, ResourceChange>();

  add(event: EngineEvent): void {
    const metadata = event.resOutputsEvent?.metadata;
    if (metadata === undefined || metadata.type.startsWith("pulumi:")) return;
    if ((metadata.new ?? metadata.old)?.custom === false) return;
    const kind = KINDS[metadata.op];
    // A replacement is told in several steps.
    if (kind === undefined || this.#changes.get(metadata.urn)?.kind === "replaced") return;
    this.#changes.set(metadata.urn, changeOf(kind, metadata));
  }

  get changes(): readonly ResourceChange[] {
    return [...this.#changes.values()];
  }
}

function changeOf(kind: ChangeKind, { urn, old, new: now }: StepEventMetadata): ResourceChange {
  const before: unknown = old?.inputs;
  const after: unknown = now?.inputs;
  return {
    kind,
    name: describeResource(urn),
    part: partOf(urn),
    restarts:
      kind === "updated" &&
      urn.includes("kubernetes:apps/v1:Deployment::") &&
      !isDeepStrictEqual(podTemplate(before), podTemplate(after)),
    before,
    after: kind === "deleted" ? undefined : after,
  };
}

/** The outermost component that has a title of its own. */
function partOf(urn: string): string {
  const [, , types = ""] = urn.split("::");
  const found = types.split("$").flatMap((type) => PARTS[type.split(":").at(-1) ?? ""] ?? []);
  return found[0] ?? "Other";
}

function podTemplate(inputs: unknown): unknown {
  return (inputs as { spec?: { template?: unknown } } | undefined)?.spec?.template;
}
