import { withoutKeys } from "../dex/document-keys";
import {
  isPlainSecret,
  isPlainSecretAnnotation,
  isPlainSecretArgument,
} from "../facts/plain-secrets";
import { holdsSecret } from "../facts/secret-texts";
import { isLinkedFile } from "./linked-files";
import { replaceAt } from "./merge";
import type { ConfigCommands } from "./commands";
import { valueAt, type Mapping, type Path } from "./path";
import type { Finding } from "./problem";
import { stackConfigSchema } from "./schema";
import { visitLeaves, type Leaf } from "./schema-walk";
import { SEALED, SecretText } from "./secret-text";
import { commandsOf, type ConfigSource } from "./source";
import { isEncrypted, type StackFile } from "./stack-file";

/** How the config holds a secret: in a place for one, or exposed to whoever reads manifests. */
export type SecretPlace = "stored" | "exposed";

/** Whether a text in plain sight is a secret, by what of its name tells. */
const isExposedBy = {
  variable: isPlainSecret,
  annotation: isPlainSecretAnnotation,
  page: isPlainSecret,
  nothing: (_name: string, text: string) => holdsSecret(text),
} as const;

/** Whether a leaf is a secret, by the schema, by its name or by itself. */
export function secretPlace(leaf: Leaf): SecretPlace | undefined {
  const { name, value, before, secret, freeform, inPod, isUnknown, keyTells } = leaf;
  if (secret) return isLinkedFile(leaf) ? undefined : "stored";
  if (typeof value !== "string" || value === SEALED) return undefined;
  const exposed = isExposedBy[keyTells ?? "nothing"](name, value);
  if (!exposed && !isPlainSecretArgument(before, value)) return undefined;
  return (freeform || isUnknown) && !inPod ? "stored" : "exposed";
}

/** What the stack's own values say of secrets. */
export interface StoredSecrets {
  readonly findings: readonly Finding[];
  /** Values that are encrypted one by one, and aren't secrets. */
  readonly misplaced: readonly Finding[];
  /** Every text that is encrypted, secret or not. */
  readonly encrypted: readonly string[];
  /** Secrets in places for plain text. */
  readonly exposed: readonly Finding[];
  /** The values with the secrets in free YAML opaque. */
  readonly data: unknown;
}

/** Calls back for every leaf. Nothing is known of unknown settings, so their names must tell. */
function visitStored(
  data: Mapping,
  unknownSettings: readonly Path[],
  visit: (leaf: Leaf) => void,
): void {
  visitLeaves(stackConfigSchema, withoutKeys(data, unknownSettings), visit);
  for (const path of unknownSettings) {
    const place = { name: String(path.at(-1)), freeform: true, inPod: false };
    visitLeaves(undefined, valueAt(data, path), visit, path, place);
  }
}

/** In the stack's own values: secrets in plain text, and encrypted values that aren't secrets. */
export function checkStorage(
  own: Mapping,
  source: ConfigSource,
  stackFile: StackFile,
  unknownSettings: readonly Path[],
): StoredSecrets {
  const commands = commandsOf(source);
  const findings: Finding[] = [];
  const misplaced: Finding[] = [];
  const encryptedTexts: string[] = [];
  const exposed: Finding[] = [];
  const freeformSecrets: Path[] = [];
  const secretKeys = new Set(Object.keys(own).filter((key) => source.isSecret(key)));
  const check = (leaf: Leaf) => {
    if (typeof leaf.value !== "string") return;
    const { path } = leaf;
    const storage = stackFile.storage(path);
    if (storage === "encrypted" || storage === "inside") encryptedTexts.push(leaf.value);
    const encrypted = secretKeys.has(String(path[0])) && storage !== "clear";
    const place = secretPlace(leaf);
    if (place === "exposed") {
      exposed.push({ path, message: aboutExposed(commands, leaf) });
      return;
    }
    const secret = place === "stored";
    if (secret && !encrypted) {
      findings.push({ path, message: inClear(commands, path, stackFile.isLinked(path)) });
    }
    if (leaf.freeform && (secret || storage === "encrypted")) freeformSecrets.push(path);
    // An unknown setting is told for that, and may be meant for a secret.
    if (!secret && !leaf.freeform && !leaf.isUnknown && storage === "encrypted") {
      misplaced.push({
        path,
        message: `is encrypted, but isn't a secret: it appears in manifests and outputs. Store it in plain text:\n${commands.part(path)}`,
      });
    }
  };
  visitStored(own, unknownSettings, check);
  const data = replaceAt(own, freeformSecrets, (text) => new SecretText(String(text)));
  return { findings, misplaced, encrypted: encryptedTexts, exposed, data };
}

function inClear(commands: ConfigCommands, path: Path, isLinked: boolean): string {
  const how = isLinked
    ? ", through an alias or a merge key (<<). Remove it where it is written, and store it encrypted:"
    : ". Store it encrypted, which overwrites the plain text:";
  return `is stored in plain text${how}\n${commands.secret(path)}`;
}

/** What to do with a secret in a place for plain text. */
function aboutExposed(commands: ConfigCommands, { path, inPod, keyTells }: Leaf): string {
  const isSecret = "is a secret, judging by its name or its content, and";
  if (keyTells === "annotation") {
    return `${isSecret} would appear in manifests and outputs. Remove it: annotations and labels can't hold any.`;
  }
  if (keyTells === "page") {
    return `${isSecret} everyone who opens the login page could read it. Remove it.`;
  }
  const found = `${isSecret} everyone who can list pods would read it.`;
  if (inPod) return `${found} Refer to an existing Secret with valueFrom.secretKeyRef.`;
  if (["command", "args"].includes(String(path.at(-2)))) {
    return `${found} Store it encrypted as a variable in env, and write $(NAME) here.`;
  }
  if (keyTells !== "variable") {
    return "is or holds a password, a login, a token or a private key, which would appear in manifests and outputs. Remove it from the value.";
  }
  const command = commands.secret([...path, "secret"]);
  return `${found} Store it encrypted:\n${commands.remove(path)}\n${command}`;
}

/** Secrets in a shared file, which can't hold any. */
export function findSharedSecrets(
  shared: Mapping,
  commands: ConfigCommands,
  unknownSettings: readonly Path[],
): Finding[] {
  const findings = new Map<string, Finding>();
  visitStored(shared, unknownSettings, (leaf) => {
    const above = leaf.path.slice(0, -1);
    const encrypted = isEncrypted(valueAt(shared, above));
    const place = encrypted ? "stored" : secretPlace(leaf);
    if (place === undefined) return;
    const path = encrypted ? above : leaf.path;
    const isVariable = place === "exposed" && leaf.keyTells === "variable" && !leaf.inPod;
    const message =
      place === "stored" || isVariable
        ? `is a secret, which a shared file can't hold. Remove it, and set it for each stack:\n${commands.secret(isVariable ? [...path, "secret"] : path)}`
        : aboutExposed(commands, leaf);
    findings.set(path.join("\n"), { path, message });
  });
  return [...findings.values()];
}
