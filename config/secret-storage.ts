import { withoutKeys } from "../dex/document-keys";
import { isLinkedFile } from "./linked-files";
import { replaceAt } from "./merge";
import { secretCommand, valueAt, type Mapping, type Path } from "./path";
import type { Finding } from "./problem";
import { stackConfigSchema } from "./schema";
import { visitLeaves, type Leaf } from "./schema-walk";
import { SecretText } from "./secret-text";
import type { ConfigSource } from "./source";
import { isEncrypted, type StackFile } from "./stack-file";

/** Names of secrets in free YAML: clientSecret, bindPW, accessToken, ... */
const secretName = /(secret|password|passwd|pw|token|private_?key|api_?key|hash)$/i;

/** Whether a leaf holds a secret: the schema says so, or its name does where any YAML is allowed. */
export function holdsSecret(leaf: Leaf): boolean {
  const { path, secret, freeform, value } = leaf;
  if (secret) return !isLinkedFile(leaf);
  const name = path.findLast((step) => typeof step === "string") ?? "";
  return freeform && typeof value === "string" && value !== "" && secretName.test(name);
}

/** Calls back for every leaf. Nothing is known of unknown settings, so their names must tell. */
function visitStored(
  data: Mapping,
  unknownSettings: readonly Path[],
  visit: (leaf: Leaf) => void,
): void {
  visitLeaves(stackConfigSchema, withoutKeys(data, unknownSettings), visit);
  for (const path of unknownSettings)
    visitLeaves(undefined, valueAt(data, path), visit, path, true);
}

/** In the stack's own values: secrets in plain text, and encrypted values that aren't secrets. */
export function checkStorage(
  own: Mapping,
  source: ConfigSource,
  stackFile: StackFile,
  unknownSettings: readonly Path[],
): { readonly findings: Finding[]; readonly data: unknown } {
  const findings: Finding[] = [];
  const freeformSecrets: Path[] = [];
  const check = (leaf: Leaf) => {
    if (typeof leaf.value !== "string") return;
    const { path } = leaf;
    const storage = stackFile.storage(path);
    const encrypted = source.isSecret(String(path[0])) && storage !== "clear";
    const secret = holdsSecret(leaf);
    if (secret && !encrypted) findings.push({ path, message: inClear(source.project, path) });
    if (leaf.freeform && (secret || storage === "encrypted")) freeformSecrets.push(path);
    if (!secret && !leaf.freeform && storage === "encrypted") {
      findings.push({
        path,
        message:
          "is encrypted, but isn't a secret: it appears in manifests and outputs. Store it in plain text: pulumi config set --path, without --secret.",
      });
    }
  };
  visitStored(own, unknownSettings, check);
  const data = replaceAt(own, freeformSecrets, (text) => new SecretText(String(text)));
  return { findings, data };
}

function inClear(project: string, path: Path): string {
  return `is stored in plain text. Store it encrypted, which overwrites the plain text:\n${secretCommand(project, path)}`;
}

/** Secrets in a shared file, which can't hold any. */
export function findSharedSecrets(
  shared: Mapping,
  project: string,
  unknownSettings: readonly Path[],
): Finding[] {
  const findings = new Map<string, Finding>();
  visitStored(shared, unknownSettings, (leaf) => {
    const above = leaf.path.slice(0, -1);
    const encrypted = isEncrypted(valueAt(shared, above));
    if (!encrypted && !holdsSecret(leaf)) return;
    const path = encrypted ? above : leaf.path;
    findings.set(path.join("\n"), {
      path,
      message: `is a secret, which a shared file can't hold. Remove it, and set it for each stack:\n${secretCommand(project, path)}`,
    });
  });
  return [...findings.values()];
}
