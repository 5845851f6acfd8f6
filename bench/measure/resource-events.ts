import { closeSync, existsSync, openSync, readSync, rmSync } from "node:fs";

const EVENT = '"resourcePreEvent"';

/** Counts the resources that the engine has begun with, while it writes its log of events. */
export class ResourceEvents {
  readonly #file: string;
  readonly #buffer = Buffer.alloc(1 << 20);
  #offset = 0;
  #count = 0;
  #rest = "";

  constructor(file: string) {
    this.#file = file;
    rmSync(file, { force: true });
  }

  count(): number {
    if (!existsSync(this.#file)) return 0;
    const file = openSync(this.#file, "r");
    const length = readSync(file, this.#buffer, 0, this.#buffer.length, this.#offset);
    closeSync(file);
    this.#offset += length;
    const parts = (this.#rest + this.#buffer.toString("latin1", 0, length)).split(EVENT);
    this.#count += parts.length - 1;
    // The name may come in two parts.
    this.#rest = (parts.at(-1) ?? "").slice(1 - EVENT.length);
    return this.#count;
  }
}
