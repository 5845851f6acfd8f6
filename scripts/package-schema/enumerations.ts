import type { SchemaObject } from "./property";

/** The enumerations of a package: one for each set of values, named after the first property that has it. */
export class Enumerations {
  readonly #names = new Map<string, string>();
  readonly #types = new Map<string, SchemaObject>();

  /** The name of the enumeration that a property chooses from. */
  nameOf(owner: string, property: string, choices: readonly string[]): string {
    const key = `${property} ${choices.join(" ")}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const own = pascal(property);
    // One word, such as mode or type, says too little by itself.
    const name = property === property.toLowerCase() ? `${owner}${own}` : own;
    if (this.#types.has(name)) throw new TypeError(`Two enumerations would be ${name}.`);
    this.#names.set(key, name);
    this.#types.set(name, {
      type: "string",
      enum: choices.map((value) => ({ name: memberName(value), value })),
    });
    return name;
  }

  /** All of them, by their names. */
  types(): ReadonlyMap<string, SchemaObject> {
    return this.#types;
  }
}

function memberName(value: string): string {
  return /^\d/.test(value) ? `V${value.replaceAll(/\W/g, "_")}` : pascal(value);
}

function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
