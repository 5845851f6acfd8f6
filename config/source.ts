import { pulumiCommands, type ConfigCommands } from "./commands";

/** Where the loader finds a stack's config: `pulumi.Config`, a test, another tool. */
export interface ConfigSource {
  /** Namespace of the config keys: the project's name. */
  readonly project: string;
  /** Folder of the project, to which paths in `extends` are relative. */
  readonly projectDirectory: string;
  /** The stack's YAML file, when there is one; it tells which values are stored encrypted. */
  readonly stackFile?: string;
  /** The decrypted value of a key without its namespace, as text or already decoded. */
  get(key: string): unknown;
  /** Whether the value of the key is a secret, or holds one. */
  isSecret(key: string): boolean;
  /** Every key that is set, without its namespace. Without this, the keys come from the stack file. */
  keys?(): readonly string[];
  /** Every key of other namespaces, in full. Without this, they come from the stack file. */
  otherKeys?(): readonly string[];
  /** The commands that messages name. Without this, they are those of the Pulumi CLI. */
  readonly commands?: ConfigCommands;
}

/** The commands that change a config. */
export function commandsOf({ project, commands }: ConfigSource): ConfigCommands {
  return commands ?? pulumiCommands(project);
}

/** The decoded config value: Pulumi returns maps and lists as JSON, and strings unchanged. */
export function decoded(value: string | undefined): unknown {
  if (value === undefined || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
