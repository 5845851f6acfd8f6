import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";

/** A key of an existing Secret. */
interface Key {
  readonly name: string;
  readonly key: string;
}

/** What a row's example brings about. Objects are named `<kind> <name>`, or by the kind alone. */
export interface Emits {
  /** Variables of the servers, in clear. */
  readonly env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Variables of the servers from existing Secrets. */
  readonly envFrom?: Readonly<Record<string, Readonly<Record<string, Key>>>>;
  readonly absentEnv?: Readonly<Record<string, readonly string[]>>;
  /** Parts of the values of Secrets. */
  readonly secretValues?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values in the file `config.yaml` of a Secret or ConfigMap. */
  readonly files?: Readonly<Record<string, readonly [path: (string | number)[], value: unknown][]>>;
  readonly fields?: readonly [object: string, path: (string | number)[], value: unknown][];
  readonly absentFields?: readonly [object: string, path: (string | number)[]][];
  readonly present?: readonly string[];
  readonly absent?: readonly string[];
}

/** What shows a capability. */
export interface Example {
  /** Changes of the smallest stack. */
  readonly example?: Record<string, unknown>;
  readonly emits?: Emits;
}

const file = resolve(__dirname, "../../../../test/moving-from-helm/capabilities/examples.yaml");

/** The examples, by the id of the capability. */
export const examples = parse(readFileSync(file, "utf8")) as Readonly<Record<string, Example>>;
