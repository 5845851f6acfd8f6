import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import * as z from "zod";

import { ConfigError, loadConfig } from "../../config";
import { formatPath, type Mapping } from "../../config/path";
import { stackConfigSchema } from "../../config/schema";
import { inner, notesOf, schemaAt, visitLeaves, type Leaf } from "../../config/schema-walk";
import { sealedSource } from "../../config/stack-file-source";
import { SandboxError } from "../errors";
import { configPath, NAMESPACE, withEncrypted } from "./stack-settings";

/** A value as the engine encrypts it, for looking at what a stack file would be. */
const ENCRYPTED = "v1:AAAA:AAAA";

/**
 * Refuses a key at which a stack file can't have a secret, before anybody is asked for it: one that
 * no setting has, one that is no secret, and an entry of a list that isn't there.
 *
 * @param key - with its namespace
 * @throws {SandboxError} that says which key was meant, or what to do instead
 */
export function requireSecretKey(root: string, source: string, file: string, key: string): void {
  const [first = "", ...rest] = configPath(key);
  const name = `${NAMESPACE}:`;
  const written = String(first).replace(name, "");
  const plain = key.replace(name, "").replaceAll(/\["([A-Za-z_][\w-]*)"\]/g, ".$1");
  if (formatPath([written, ...rest]) !== plain) {
    throw new SandboxError(
      `${key.replace(name, "")} is not a path. Write it as messages do, such as 'dex.connectors[0].clientSecret'.`,
    );
  }
  const changed = withEncrypted(source, file, encryptedFile(key), key);
  // Settings of the engine's providers are theirs to know.
  if (!key.startsWith(name)) return;
  const config = settingsIn(root, changed, file, key);
  const steps = [written, ...rest];
  const leaves: Leaf[] = [];
  visitLeaves(stackConfigSchema, config, (leaf) => leaves.push(leaf));
  const leaf = leaves.find(({ path: at }) => formatPath(at) === formatPath(steps));
  if (leaf === undefined || leaf.secret || leaf.freeform || leaf.isUnknown) return;
  throw new SandboxError(`${formatPath(steps)} isn't a secret. ${insteadOf(steps, config, file)}`);
}

/** What to do about a key that is no secret. */
function insteadOf(steps: readonly (string | number)[], config: Mapping, file: string): string {
  const schema = schemaAt(stackConfigSchema, steps, config);
  const found = schema === undefined ? undefined : inner(schema);
  if (!(found instanceof z.ZodObject)) return `Write it in ${file} as it is.`;
  const secrets = Object.entries<z.core.$ZodType>(found.shape)
    .filter(([, each]) => notesOf(each).secret === true)
    .map(([each]) => formatPath([...steps, each]));
  return secrets.length > 0
    ? `Its secrets are: ${secrets.join(", ")}.`
    : "It is a map: name a secret in it.";
}

/** A stack file with nothing but the encrypted value. */
function encryptedFile(key: string): string {
  const [first = "", ...rest] = configPath(key);
  const value = rest.reduceRight<unknown>(
    (below, step) =>
      typeof step === "number" ? [...Array<null>(step).fill(null), below] : { [step]: below },
    { secure: ENCRYPTED },
  );
  return JSON.stringify({ config: { [first]: value }, encryptionsalt: "v1:" });
}

/** The settings of a stack file that is looked at without its key; an unknown key is an error. */
function settingsIn(root: string, text: string, file: string, key: string): Mapping {
  const folder = mkdtempSync(path.join(os.tmpdir(), "formance-secret-"));
  try {
    const copy = path.join(folder, file);
    writeFileSync(copy, text, { mode: 0o600 });
    const { source } = sealedSource(NAMESPACE, root, copy);
    refuseUnknown(() => loadConfig(source), key);
    // A setting that is encrypted as a whole is not known at all.
    return Object.fromEntries(
      (source.keys?.() ?? []).map((each) => [each, source.get(each) ?? ENCRYPTED]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Other problems of a config are no matter here. */
function refuseUnknown(load: () => unknown, key: string): void {
  try {
    load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const found = error.problems.find(
      ({ path: at, message }) =>
        (at === key || key.startsWith(`${at}.`) || key.startsWith(`${at}[`)) &&
        /^(?:is not a known key|belongs in|has no effect with)/.test(message),
    );
    if (found === undefined) return;
    throw new SandboxError(`${found.path.replace(`${NAMESPACE}:`, "")} ${found.message}`);
  }
}
