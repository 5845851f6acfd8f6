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

/**
 * Makes what takes the secret texts of properties out of a message, however they are spelled there.
 * Short ones would be found in other words.
 */
export function hider(sent: Properties, names: readonly string[]): (message: string) => string {
  const texts = names.flatMap((name) => textsIn(sent[name], false));
  const forms = texts.flatMap((text) => [text, text.toLowerCase()]);
  const sorted = forms.filter((text) => text.length >= 4).sort((a, b) => b.length - a.length);
  return (message) => sorted.reduce((told, text) => told.replaceAll(text, "[secret]"), message);
}

function textsIn(value: unknown, isSecret: boolean): string[] {
  if (isRpcSecret(value)) return textsIn(unwrapRpcSecret(value), true);
  if (typeof value === "string") return isSecret ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((below) => textsIn(below, isSecret));
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
