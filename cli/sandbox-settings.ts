import { existsSync, readFileSync } from "node:fs";

import { isEncrypted } from "../config/stack-file";
import { embeddedDatabaseKeys, embeddedKubernetesKeys } from "../workspace/embedded-database";
import { isMapping, type Mapping } from "../yaml/mapping";
import { readYaml } from "../yaml/read";
import { CommandError } from "./errors";
import { PROJECT } from "./project";
import type { SandboxPlace } from "./stack-place";

/** The settings as the Pulumi CLI prints them: maps and lists are text too. */
export type Settings = Readonly<
  Record<string, { readonly value: string; readonly secret: boolean }>
>;

/**
 * The settings of a sandbox's stack: the person's own stack file as it is now, with what the sandbox
 * sets itself out of the copy that it has deployed.
 *
 * @param config - asks the CLI, which reads the copy unless it is given options
 */
export async function sandboxSettings({
  sandbox: { cluster },
  name,
  file,
  config,
}: {
  readonly sandbox: SandboxPlace;
  readonly name: string;
  readonly file: string;
  readonly config: (...options: string[]) => Promise<Settings>;
}): Promise<Settings> {
  if (!existsSync(file)) {
    throw new CommandError(
      `There is no stack file ${file}, from which npm start deployed the stack ${name}. Run the command in the project's folder.`,
    );
  }
  const copy = await config();
  // The CLI decrypts the file itself, with the sandbox's passphrase.
  const own = clearSettings(file) ?? (await config("--config-file", file));
  const kubernetes = embeddedKubernetesKeys
    .map((key) => `kubernetes:${key}`)
    .flatMap((key) => (copy[key] === undefined ? [] : [[key, copy[key]] as const]));
  const settings = { ...own, ...Object.fromEntries(kubernetes) };
  if (cluster !== undefined) return settings;
  const key = `${PROJECT}:database`;
  const database = embeddedDatabaseKeys.reduce(
    (values, at) => withValue(values, at.split("."), valueIn(mapOf(copy[key]), at.split("."))),
    mapOf(own[key]),
  );
  const secret = own[key]?.secret === true || copy[key]?.secret === true;
  return { ...settings, [key]: { value: JSON.stringify(database), secret } };
}

/** The settings of a stack file as the engine has them; nothing where some are encrypted. */
function clearSettings(file: string): Settings | undefined {
  const { value } = readYaml(readFileSync(file, "utf8"));
  const config = isMapping(value) && isMapping(value.config) ? value.config : {};
  if (holdsEncrypted(config)) return undefined;
  const entries = Object.entries(config).map(([key, each]) => {
    const name = key.includes(":") ? key.replace(/^([^:]+):config:/, "$1:") : `${PROJECT}:${key}`;
    const text = typeof each === "string" ? each : JSON.stringify(each ?? "");
    return [name, { value: text, secret: false }] as const;
  });
  return Object.fromEntries(entries);
}

function holdsEncrypted(value: unknown): boolean {
  if (isEncrypted(value)) return true;
  if (Array.isArray(value)) return value.some(holdsEncrypted);
  return isMapping(value) && Object.values(value).some(holdsEncrypted);
}

function mapOf(setting: Settings[string] | undefined): Mapping {
  try {
    const value: unknown = JSON.parse(setting?.value ?? "{}");
    return isMapping(value) ? value : {};
  } catch {
    // A text where a map belongs is told by the loader.
    return {};
  }
}

function valueIn(map: Mapping, [first = "", ...rest]: readonly string[]): unknown {
  const value = map[first];
  return rest.length === 0 ? value : valueIn(isMapping(value) ? value : {}, rest);
}

function withValue(
  map: Mapping,
  [first = "", ...rest]: readonly string[],
  value: unknown,
): Mapping {
  if (value === undefined) return map;
  const below = map[first];
  return {
    ...map,
    [first]: rest.length === 0 ? value : withValue(isMapping(below) ? below : {}, rest, value),
  };
}
