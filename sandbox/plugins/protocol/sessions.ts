import type { StandIn } from "./stand-in";

/**
 * One stand-in for each connection.
 *
 * The engine attaches every provider resource of a package to the same port, each by a connection
 * of its own, and configures each one differently.
 */
export class Sessions {
  readonly #create: () => Promise<StandIn>;
  readonly #byPeer = new Map<string, Promise<StandIn>>();

  constructor(create: () => Promise<StandIn>) {
    this.#create = create;
  }

  /** The stand-in that serves this peer. */
  of(peer: string): Promise<StandIn> {
    const known = this.#byPeer.get(peer);
    if (known !== undefined) return known;
    const made = this.#create();
    this.#byPeer.set(peer, made);
    return made;
  }
}
