import type { DiffResult } from "../../../plugin/protocol/change";
import type { Properties, Value } from "./values";

/** A mistake in a resource's inputs, told before anything is done. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** A resource was made, and has not become what it should; the engine keeps it in its state. */
export class InitializationError extends Error {
  readonly id: string;
  readonly outputs: Outputs;

  constructor(message: string, id: string, outputs: Outputs) {
    super(message);
    this.id = id;
    this.outputs = outputs;
  }
}

/** Properties whose undefined ones are left out of the state. */
export type Outputs = Readonly<Record<string, Value | undefined>>;

/** What every call about a resource says of it. */
export interface ResourceCall {
  /** The type token, as in `random:index/randomPassword:RandomPassword`. */
  readonly type: string;
  /** The logical name. */
  readonly name: string;
}

export interface CheckCall extends ResourceCall {
  readonly news: Properties;
}

export interface CheckResult {
  readonly inputs: Outputs;
  readonly failures?: readonly CheckFailure[];
}

export interface DiffCall extends ResourceCall {
  readonly id: string;
  readonly oldInputs: Properties;
  /** The outputs in the state. */
  readonly state: Properties;
  readonly news: Properties;
}

/** What a state holds beside the properties, under keys that begin with `__`. */
interface KeptCall {
  readonly kept: Properties;
}

export interface CreateCall extends ResourceCall {
  readonly inputs: Properties;
  /** In a preview nothing may be done, and what is computed is `UNKNOWN`. */
  readonly preview: boolean;
  /** The time limit that the program sets, in seconds; 0 without one. */
  readonly timeout: number;
}

export interface CreateResult {
  readonly id: string;
  readonly outputs: Outputs;
}

export interface ReadCall extends ResourceCall, KeptCall {
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

export interface ReadResult {
  readonly inputs: Outputs;
  readonly outputs: Outputs;
}

export interface UpdateCall extends DiffCall, KeptCall {
  readonly preview: boolean;
  /** As for a creation. */
  readonly timeout: number;
}

export interface DeleteCall extends ResourceCall {
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

/** A local stand-in of one provider plugin; the engine configures one for each provider resource. */
export interface StandIn {
  /** Mistakes in the provider's configuration. */
  checkConfig?(config: Properties): readonly CheckFailure[];
  /** The keys of the configuration whose change replaces every resource. */
  replacingConfig?: readonly string[];
  configure(config: Properties): void | Promise<void>;
  check(call: CheckCall): CheckResult | Promise<CheckResult>;
  diff(call: DiffCall): DiffResult | Promise<DiffResult>;
  create(call: CreateCall): CreateResult | Promise<CreateResult>;
  /** Undefined when the resource is gone. */
  read(call: ReadCall): ReadResult | undefined | Promise<ReadResult | undefined>;
  update(call: UpdateCall): Outputs | Promise<Outputs>;
  delete(call: DeleteCall): void | Promise<void>;
  /** The engine wants to stop: what is waited for is given up. */
  cancel?(): void;
}
