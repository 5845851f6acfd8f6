import type { EngineEvent } from "@pulumi/pulumi/automation";

import { counted } from "../../messages/counted";

/** How far an operation of the engine is. */
export interface Progress {
  /** Resources that are up to date. */
  readonly done: number;
  /** Resources that the engine has come across. */
  readonly seen: number;
  /** Resources that were made, changed or removed. */
  readonly changed: number;
  /** The names of those that are being worked on, oldest first. */
  readonly current: readonly string[];
}

/** Follows an operation by the engine's events. */
export class ProgressTracker {
  readonly #current = new Map<string, string>();
  readonly #seen = new Set<string>();
  readonly #done = new Set<string>();
  #changed = 0;

  add(event: EngineEvent): void {
    const begun = event.resourcePreEvent?.metadata;
    if (begun !== undefined && !isHidden(begun.type)) {
      this.#seen.add(begun.urn);
      // A component is in work until its last child is, which says nothing.
      const isComponent = begun.new?.custom === false;
      if (begun.op !== "same" && !isComponent) {
        this.#current.set(begun.urn, describeResource(begun.urn));
      }
    }
    const finished = event.resOutputsEvent?.metadata;
    if (finished !== undefined && !isHidden(finished.type)) {
      this.#seen.add(finished.urn);
      this.#done.add(finished.urn);
      this.#current.delete(finished.urn);
      if (!["same", "read", "refresh"].includes(finished.op)) this.#changed += 1;
    }
    const failed = event.resOpFailedEvent?.metadata;
    if (failed !== undefined) {
      this.#current.delete(failed.urn);
    }
  }

  get progress(): Progress {
    return {
      done: this.#done.size,
      seen: this.#seen.size,
      changed: this.#changed,
      current: [...this.#current.values()],
    };
  }
}

/**
 * The stack is a resource to the engine, and in work from the first moment to the last; providers
 * aren't counted in its summary.
 */
function isHidden(type: string): boolean {
  return type === "pulumi:pulumi:Stack" || type.startsWith("pulumi:providers:");
}

/** One line for a person; `expected` is the number of resources of the run before, if any. */
export function progressText(progress: Progress, expected = 0): string {
  // A first deployment learns of its resources on the way, and a total that grows says nothing.
  const counts =
    expected === 0
      ? counted(progress.done, "resource")
      : `${progress.done} of ${Math.max(progress.seen, expected)} resources`;
  const [first, ...others] = progress.current;
  if (first === undefined) {
    return counts;
  }
  return others.length === 0
    ? `${counts}: ${first}`
    : `${counts}: ${first} and ${others.length} more`;
}

/** A resource as people call it: `Deployment dex`, from its URN. */
export function describeResource(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  const type = types.split("$").at(-1) ?? "";
  const kind = type.split(":").at(-1) ?? type;
  return kind === "Stack" ? "the stack" : `${kind} ${name.join("::")}`;
}
