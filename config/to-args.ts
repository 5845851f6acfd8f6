import type { Input } from "@pulumi/pulumi";
import * as z from "zod";
import type { ControlPlaneArgs } from "../components/args/control-plane";
import { defaults } from "../facts/defaults";
import { argumentNotesOf } from "./interfaces";
import { isMapping } from "./path";
import { stackConfigSchema, type StackConfig } from "./schema";
import { inner, schemaBelow } from "./schema-walk";
import { SecretText } from "./secret-text";

/** Turns plain text into a secret input, as `pulumi.secret` does. */
export type Seal = (plain: string) => Input<string>;

/** The type with its opaque secrets as inputs. */
export type Sealed<T> = T extends SecretText
  ? Input<string>
  : T extends (infer Element)[]
    ? Sealed<Element>[]
    : T extends object
      ? { [Key in keyof T]: Sealed<T[Key]> }
      : T;

/** The value with every opaque secret sealed, at any depth. */
export function sealSecrets<T>(value: T, seal: Seal): Sealed<T> {
  // The walk keeps the shape and only swaps the leaves, as the type says.
  return replaceSecrets(value, (secret) => seal(secret.reveal())) as Sealed<T>;
}

/** The value with every opaque secret replaced, at any depth. */
export function replaceSecrets(value: unknown, replace: (secret: SecretText) => unknown): unknown {
  if (value instanceof SecretText) return replace(value);
  if (Array.isArray(value)) return value.map((element) => replaceSecrets(element, replace));
  if (!isMapping(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, child]) => [key, replaceSecrets(child, replace)]));
}

/** The arguments of the control plane for a stack's config. */
export function toArgs(config: StackConfig, seal: Seal): ControlPlaneArgs {
  const { environment = defaults.environment } = config;
  // The interface is generated from the same schema and notes.
  const args = argumentOf(stackConfigSchema, sealSecrets(config, seal)) as ControlPlaneArgs;
  const { dex, ...others } = args;
  const enabled = dex?.admin?.enabled ?? environment === "test";
  return {
    ...others,
    protect: args.protect ?? environment === "production",
    database: {
      ...args.database,
      managed: args.database.managed ?? defaults.database.managed,
      ...(environment === "test" && { allowInsecure: true }),
    },
    ...(args.oidc === undefined && { dex: { ...dex, admin: { ...dex?.admin, enabled } } }),
  };
}

/** A value of the config as the components take it. */
function argumentOf(schema: z.core.$ZodType, value: unknown): unknown {
  const found = inner(schema);
  if (Array.isArray(value) && found instanceof z.ZodArray) {
    return value.map((element) => argumentOf(found.element, element));
  }
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).flatMap(([key, below]) => {
    const field = schemaBelow(found, key);
    if (field === undefined) return [[key, below]];
    const { argument } = argumentNotesOf(inner(field));
    if (argument === false || below === undefined) return [];
    const { name = key, from } = argument ?? {};
    return [[name, from === undefined ? argumentOf(field, below) : from(below)]];
  });
  return Object.fromEntries(entries);
}
