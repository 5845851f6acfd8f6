import type { Alias } from "yaml";

/** How much of a document may come from aliases: the limits of Go's yaml.v3. */
export class Expansion {
  #all = 0;
  #byAlias = 0;
  readonly #open = new Set<Alias>();

  /** Counts a value; false when too many of them come from aliases. */
  count(): boolean {
    this.#all += 1;
    if (this.#open.size > 0) this.#byAlias += 1;
    if (this.#byAlias <= 100 || this.#all <= 1000) return true;
    return this.#byAlias / this.#all <= allowedShare(this.#all);
  }

  /** Enters what an alias stands for; false when that holds the alias itself. */
  enter(alias: Alias): boolean {
    if (this.#open.has(alias)) return false;
    this.#open.add(alias);
    return true;
  }

  leave(alias: Alias): void {
    this.#open.delete(alias);
  }
}

const few = 400_000;
const many = 4_000_000;

/** From 99% in a small document down to 10% in a large one. */
function allowedShare(count: number): number {
  const size = Math.min(Math.max(count - few, 0) / (many - few), 1);
  return 0.99 - 0.89 * size;
}
