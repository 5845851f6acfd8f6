import { textsIn } from "../messages/hide-texts";
import type { Properties } from "../seed/properties";
import {
  isRpcSecret,
  specialSecretSig,
  specialSigKey,
  unwrapRpcSecret,
} from "@pulumi/pulumi/runtime/rpc";

/** Properties without the envelopes of secrets, and the names of those that had one. */
export interface Opened {
  readonly properties: Properties;
  readonly secrets: ReadonlySet<string>;
}

/** Opens what the engine sends; what it and the SDK keep for themselves, under `__` names, is left out. */
export function open(sent: Properties): Opened {
  const own = Object.entries(sent).filter(([name]) => !name.startsWith("__"));
  return {
    properties: Object.fromEntries(own.map(([name, value]) => [name, opened(value)])),
    secrets: new Set(own.filter(([, value]) => holdsSecret(value)).map(([name]) => name)),
  };
}

/** The secret texts of the named properties. */
export function secretTexts(sent: Properties, names: readonly string[]): string[] {
  return names.flatMap((name) => secretTextsIn(sent[name]));
}

function secretTextsIn(value: unknown): string[] {
  if (isRpcSecret(value)) return textsIn(opened(value));
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(secretTextsIn)
    : [];
}

/** Puts the named properties into envelopes: the engine encrypts them, and shows none of them. */
export function seal(properties: Properties, secrets: ReadonlySet<string>): Properties {
  const entries = Object.entries(properties).map(([name, value]): [string, unknown] => [
    name,
    secrets.has(name) ? { [specialSigKey]: specialSecretSig, value } : value,
  ]);
  return Object.fromEntries(entries);
}

function opened(value: unknown): unknown {
  if (isRpcSecret(value)) return opened(unwrapRpcSecret(value));
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, opened(below)]));
}

function holdsSecret(value: unknown): boolean {
  if (isRpcSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}
