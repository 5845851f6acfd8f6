import { setTimeout as sleep } from "node:timers/promises";

/** An operation was stopped by a signal, in an orderly way. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
  /** The exit status that shells expect. */
  readonly exitStatus: number;

  constructor(signal: InterruptSignal) {
    super(`Stopped by ${signal}.`);
    this.exitStatus = STATUS[signal];
  }
}

type InterruptSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

const STATUS: Record<InterruptSignal, number> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** How long an operation may go on after its terminal was closed. */
const LOST_TERMINAL_LIMIT = 15_000;

/** Listens to Ctrl-C and its kin, so that a running operation can end in an orderly way. */
export class Interrupt {
  readonly #stopEngine = new AbortController();
  readonly #listeners: [InterruptSignal, () => void][] = [];
  readonly #onFirst: () => void;
  readonly #onSecond: (exitStatus: number) => void;
  #received?: InterruptSignal;
  #engineKnows = false;

  /**
   * `onFirst` is called once, to tell the person that the operation is being stopped. `onSecond` ends
   * the process at once: an operation that doesn't stop must not keep a person.
   */
  constructor(
    onFirst: () => void,
    onSecond: (exitStatus: number) => void = (status) => process.exit(status),
  ) {
    this.#onFirst = onFirst;
    this.#onSecond = onSecond;
    for (const signal of Object.keys(STATUS) as InterruptSignal[]) {
      const listener = () => {
        this.receive(signal);
      };
      process.on(signal, listener);
      this.#listeners.push([signal, listener]);
    }
  }

  /** Asks the engine to stop. */
  get signal(): AbortSignal {
    return this.#stopEngine.signal;
  }

  /** Whether a signal came. */
  get received(): boolean {
    return this.#received !== undefined;
  }

  /** Ends here if a signal came while something else ran. */
  check(): void {
    if (this.#received !== undefined) {
      throw new InterruptedError(this.#received);
    }
  }

  /** To be given everything that the engine says: it tells when it was asked to stop. */
  hear(engineText: string): void {
    if (/received; cancelling/i.test(engineText)) this.#engineKnows = true;
  }

  /** Stops listening. */
  close(): void {
    for (const [signal, listener] of this.#listeners) process.off(signal, listener);
  }

  /** Takes a signal; also called for one that the system doesn't send, such as a lost terminal. */
  receive(signal: InterruptSignal): void {
    if (this.#received !== undefined) {
      // A closed terminal is told in several ways, and is no second wish.
      if (signal !== "SIGHUP") this.#onSecond(STATUS[signal]);
      return;
    }
    this.#received = signal;
    this.#onFirst();
    void this.#stop(signal);
  }

  async #stop(signal: InterruptSignal): Promise<void> {
    // A terminal sends Ctrl-C to the engine as well, and a second one would kill it half-way.
    if (signal === "SIGINT") await sleep(1000);
    if (!this.#engineKnows) this.#stopEngine.abort();
    if (signal !== "SIGHUP") return;
    // Nobody is there to end it.
    setTimeout(() => {
      this.#onSecond(STATUS[signal]);
    }, LOST_TERMINAL_LIMIT).unref();
  }
}
