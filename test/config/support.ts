import { loadConfig } from "../../config/load";
import { merge } from "../../yaml/merge";
import { ConfigError, type Problem } from "../../config/problem";
import type { StackConfig } from "../../config/schema";
import type { ConfigSource } from "../../config/source";

export const project = "formance-control-plane";

/** A production stack with nothing but what is needed. */
export const minimal = {
  domain: "example.com",
  database: {
    host: "db.example.com",
    membership: { password: "membership-5RkQ" },
    dex: { password: "dex-5RkQ" },
    console: { password: "console-5RkQ" },
    portal: { password: "portal-5RkQ" },
  },
  dex: { admin: { enabled: true } },
  ingress: { tls: { mode: "existing", secretName: "tls" } },
};

/** The minimal stack with changes: maps merge, lists replace, `null` removes. */
export function changed(changes: Record<string, unknown>): Record<string, unknown> {
  return merge(minimal, changes) as Record<string, unknown>;
}

/** A source over values, which the engine hands over as text. All of them are secret by default. */
export function sourceOf(
  values: Record<string, unknown>,
  others: Partial<ConfigSource> = {},
): ConfigSource {
  return {
    project,
    projectDirectory: process.cwd(),
    get: (key) => asText(values[key]),
    isSecret: () => true,
    keys: () => Object.keys(values),
    ...others,
  };
}

function asText(value: unknown): unknown {
  if (value === undefined || typeof value === "string") return value;
  return value === null ? "" : JSON.stringify(value);
}

/** The config of the values, which are expected to be right. */
export function load(values: Record<string, unknown>): StackConfig {
  return loadConfig(sourceOf(values));
}

/** What is wrong with the source's config. */
export function problemsOf(source: ConfigSource): readonly Problem[] {
  return errorOf(source)?.problems ?? [];
}

/** The error that the source's config causes, if any. */
export function errorOf(source: ConfigSource): ConfigError | undefined {
  try {
    loadConfig(source);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** How to make a list of the string at the path. */
export function asList(path: string): string {
  return `is a string, but must be a list. Begin each entry with a dash, or set each part:\npulumi config set --path '${project}:${path}[0]' VALUE`;
}

/** How to make a string of the value at the path, which has another type. */
export function asString(path: string): string {
  return `Put it in quotes, or set it as a string:\npulumi config set --path --type string '${project}:${path}' VALUE`;
}
