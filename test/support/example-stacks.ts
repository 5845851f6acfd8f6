import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { ControlPlane } from "../../components";
import { loadConfig } from "../../config/load";
import { isMapping, type Mapping } from "../../config/path";
import { toArgs } from "../../config/to-args";
import { project, sourceOf } from "../config/support";
import { record, type Recorded } from "./mocks";

/** A stack of `examples/`. */
export interface ExampleStack {
  readonly name: string;
  /** What its control plane registers, with the same text for every secret. */
  record(secret: string): Promise<Recorded[]>;
}

/** Every stack of `examples/`, found by its file. */
export function exampleStacks(): ExampleStack[] {
  return globSync("examples/*/Pulumi.*.yaml")
    .sort()
    .map((file) => ({
      name: path.basename(path.dirname(file)),
      record: (secret) =>
        record(() => {
          const config = loadConfig(sourceOf(configOf(file, secret)));
          return new ControlPlane("formance", toArgs(config, pulumi.secret));
        }),
    }));
}

/** The config of a stack file without its namespace, with each secret that its script sets. */
function configOf(file: string, secret: string): Mapping {
  const document: unknown = parse(readFileSync(file, "utf8"));
  const { config } = document as { config: Mapping };
  const values: Mapping = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace(`${project}:`, ""), value]),
  );
  const script = readFileSync(path.join(path.dirname(file), "secrets.sh"), "utf8");
  for (const [, key = ""] of script.matchAll(/^ {2}'([^']+)'/gm)) {
    put(values, key.split(/[.[\]]+/), secret);
  }
  return values;
}

function put(target: Mapping, [step = "", ...below]: readonly string[], value: string): void {
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
