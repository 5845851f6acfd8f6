import { basename } from "node:path";
import { withoutKeys } from "../dex/document-keys";
import { decode } from "./decode";
import { describeIssue } from "./describe-issue";
import { suggest } from "../messages/did-you-mean";
import { readLinkedFiles } from "./linked-files";
import { merge, replaceAt, withoutNulls, withValues } from "./merge";
import { valueAt, type Mapping, type Path } from "./path";
import { ConfigError, toProblems, type Finding } from "./problem";
import { checkRules } from "./rules/all";
import { stackConfigSchema, type StackConfig } from "./schema";
import { unknownConnectorSettings } from "./unknown-dex-keys";
import { checkStorage } from "./secret-storage";
import { SharedFiles, type Layer } from "./shared-files";
import type { ConfigSource } from "./source";
import { StackFile } from "./stack-file";

/** Reads and checks a stack's config. Throws a ConfigError that names everything wrong at once. */
export function loadConfig(source: ConfigSource): StackConfig {
  const stackFile = StackFile.read(source.stackFile, source.project);
  const own = readOwn(source);
  const shared = new SharedFiles(source, own.extends);
  const stored = checkStorage(own, source, stackFile);
  const layers: Layer[] = [...shared.layers, { data: stored.data }];
  const linked = readLinkedFiles(
    withoutNulls(
      layers.reduce<unknown>((under, { data }) => merge(under, data), {}),
      stackConfigSchema,
    ),
    source.projectDirectory,
  );
  const merged = linked.config;

  const unknownSettings = unknownConnectorSettings(merged);
  const parsed = stackConfigSchema.safeParse(withoutKeys(merged, unknownSettings));
  const unread = new Set(linked.findings.map(({ path }) => path.join("\n")));
  const issues = (parsed.error?.issues ?? [])
    .flatMap((issue) => describeIssue(source.project, stackConfigSchema, merged, issue))
    // Told with the file that holds them.
    .filter(({ path }) => path.length > 1 || isKnown(path))
    .filter(({ path }) => !unread.has(path.join("\n")));
  const faults = [...linked.findings, ...issues];
  const sound = replaceAt(merged, paths(faults), () => undefined);
  const findings = [
    ...unknownKeys(source, stackFile),
    ...shared.findings,
    ...stored.findings,
    ...faults,
    ...checkRules(source.project, sound, merged, paths(faults)),
  ];
  if (findings.length === 0 && parsed.success) {
    return withValues(parsed.data, merged, unknownSettings);
  }
  throw new ConfigError(
    toProblems(source.project, findings, (path) => fileOf(layers, path)),
    source.stackFile === undefined ? undefined : basename(source.stackFile),
  );
}

function readOwn(source: ConfigSource): Mapping {
  const values: Mapping = {};
  for (const [key, schema] of Object.entries(stackConfigSchema.shape)) {
    const value = source.get(key);
    if (value !== undefined) values[key] = decode(schema, value);
  }
  return values;
}

function isKnown(path: Path): boolean {
  return Object.hasOwn(stackConfigSchema.shape, String(path[0]));
}

function unknownKeys(source: ConfigSource, stackFile: StackFile): Finding[] {
  const known = Object.keys(stackConfigSchema.shape);
  return (source.keys?.() ?? stackFile.keys())
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [key], message: `is not a known key.${suggest(key, known)}` }));
}

function paths(findings: readonly Finding[]): Path[] {
  return findings.map(({ path }) => path);
}

/** The shared file that a value comes from, or nothing when the stack has it. */
function fileOf(layers: readonly Layer[], path: Path): string | undefined {
  return layers.findLast(({ data }) => valueAt(data, path) !== undefined)?.file;
}
