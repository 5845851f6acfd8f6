/** A failure to inject into a stand-in, to see how a program and its user come out of it. */
export interface Fault {
  readonly operation: "create" | "update" | "delete" | "read";
  /** The type token, as in `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** The resource's logical name or its `metadata.name`; any resource of the type if absent. */
  readonly name?: string;
  /**
   * How many calls fail.
   * @default 1
   */
  readonly times?: number;
  /**
   * Fail after the call has taken effect, as a lost answer does, instead of before.
   * @default false
   */
  readonly after?: boolean;
  readonly message: string;
}

/** A call that a fault may hit. */
export interface FaultTarget {
  readonly operation: Fault["operation"];
  readonly type: string;
  readonly names: readonly string[];
}

/** The faults that are still to come. Previews are never hit: nothing happens in them. */
export class FaultPlan {
  readonly #pending: { fault: Fault; left: number }[];

  constructor(faults: readonly Fault[]) {
    this.#pending = faults.map((fault) => ({ fault, left: fault.times ?? 1 }));
  }

  /** Throws the fault that is planned for this moment of the call, if there is one. */
  strike(target: FaultTarget, moment: "before" | "after"): void {
    const entry = this.#pending.find(
      ({ fault, left }) =>
        left > 0 &&
        fault.operation === target.operation &&
        fault.type === target.type &&
        (fault.after ?? false) === (moment === "after") &&
        (fault.name === undefined || target.names.includes(fault.name)),
    );
    if (entry === undefined) return;
    entry.left -= 1;
    throw new Error(entry.fault.message);
  }
}
