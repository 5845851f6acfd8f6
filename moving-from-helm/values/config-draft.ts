import { isDeepStrictEqual } from "node:util";
import { merge } from "../../yaml/merge";
import type { Mapping } from "../../config/path";
import { stackConfigSchema } from "../../config/schema";
import { notesOf, schemaBelow } from "../../config/schema-walk";
import { at, nested } from "./layout";
import type { ReleaseValues } from "./release-values";

/** A stack config being built, with its secrets and the origin of each value. */
export class ConfigDraft {
  #config: unknown = {};
  readonly #origins = new Map<string, string>();

  constructor(private readonly values: ReleaseValues) {}

  /**
   * Sets a value, unless it is what the config has by default.
   *
   * @param path keys with dots between them
   * @param value nothing where there is none, and then nothing is set
   * @param from path of the Helm value that it comes from
   */
  set(path: string, value: unknown, from: string): void {
    if (value === undefined) return;
    const schema = schemaOf(path);
    if (schema === undefined) throw new Error(`The stack config has no key ${path} for ${from}.`);
    if (isDeepStrictEqual(notesOf(schema).default, value)) return;
    this.#config = merge(this.#config, nested(path, value));
    this.#origins.set(path, this.values.nameOf(from));
  }

  /** The value at the path, if one was set. */
  at(path: string): unknown {
    return at(this.#config, path);
  }

  /** All of it, its keys in the order of the schema. */
  get config(): Mapping {
    return inOrder(this.#config as Mapping);
  }

  /** The key of the Helm value that what stands at the path comes from. */
  originOf(path: string): string | undefined {
    const keys = path.split(".");
    for (let length = keys.length; length > 0; length -= 1) {
      const origin = this.#origins.get(keys.slice(0, length).join("."));
      if (origin !== undefined) return origin;
    }
    return undefined;
  }
}

function inOrder(config: Mapping): Mapping {
  const order = Object.keys(stackConfigSchema.shape);
  return Object.fromEntries(
    Object.entries(config).sort(([left], [right]) => order.indexOf(left) - order.indexOf(right)),
  );
}

type Schema = Parameters<typeof schemaBelow>[0];

/** The schema at a path; below a place for any YAML, that of the place. */
export function schemaOf(path: string): Schema | undefined {
  let schema: Schema = stackConfigSchema;
  for (const key of path.split(".")) {
    if (notesOf(schema).freeform === true) return schema;
    const below = schemaBelow(schema, key);
    if (below === undefined) return undefined;
    schema = below;
  }
  return schema;
}
