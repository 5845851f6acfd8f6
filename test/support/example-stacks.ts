import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { ControlPlane } from "../../components";
import { loadConfig } from "../../config/load";
import { isMapping, type Mapping } from "../../config/path";
import type { StackConfig } from "../../config/schema";
import { toArgs } from "../../config/to-args";
import { project, sourceOf } from "../config/support";
import { record, type Recorded } from "./mocks";

/** A stack of `examples/`. */
export interface ExampleStack {
  readonly name: string;
  readonly file: string;
  /** Paths of the secrets that its script stores. */
  readonly secrets: readonly string[];
  /** Its config, with the same text for every secret. */
  config(secret: string): StackConfig;
  /** What its control plane registers, likewise. */
  record(secret: string): Promise<Recorded[]>;
}

/** Every stack of `examples/` but the vendor's profiles, found by its file. */
export function exampleStacks(): ExampleStack[] {
  return stacksAt("examples/*/Pulumi.*.yaml");
}

/** The stacks that give what the vendor's profiles are for, in their order. */
export function profileStacks(): ExampleStack[] {
  return stacksAt("examples/profiles/*/Pulumi.*.yaml");
}

function stacksAt(pattern: string): ExampleStack[] {
  const order = new Intl.Collator("en", { numeric: true });
  return globSync(pattern)
    .sort(order.compare)
    .map((file) => {
      const secrets = secretKeys(path.join(path.dirname(file), "secrets.sh"));
      const config = (secret: string) => loadConfig(sourceOf(stackConfig(file, secrets, secret)));
      return {
        name: path.basename(path.dirname(file)),
        file,
        secrets,
        config,
        record: (secret) =>
          record(() => new ControlPlane("formance", toArgs(config(secret), pulumi.secret))),
      };
    });
}

/** The keys that an example's script stores encrypted; without a script there are none. */
export function secretKeys(script: string): string[] {
  if (!existsSync(script)) return [];
  return [...readFileSync(script, "utf8").matchAll(/^ {2}'([^']+)'/gm)].map(([, key = ""]) => key);
}

/** The config of a stack file without its namespace, with a secret put at each of the keys. */
export function stackConfig(file: string, secrets: readonly string[], value: unknown): Mapping {
  const { config } = parse(readFileSync(file, "utf8"), withoutCiphertext) as { config: Mapping };
  const values: Mapping = Object.fromEntries(
    Object.entries(config).map(([key, child]) => [key.replace(`${project}:`, ""), child]),
  );
  for (const key of secrets) put(values, key.split(/[.[\]]+/), value);
  return values;
}

/** Nobody here has the passphrase of a value that is stored in an example already. */
function withoutCiphertext(_: unknown, value: unknown): unknown {
  return isMapping(value) && "secure" in value ? undefined : value;
}

function put(target: Mapping, [step = "", ...below]: readonly string[], value: unknown): void {
  if (below.length === 0) {
    target[step] = value;
    return;
  }
  const child = target[step];
  // Steps into a list are its positions, which are keys as well.
  put(
    (isMapping(child) || Array.isArray(child) ? child : (target[step] = {})) as Mapping,
    below,
    value,
  );
}
