import { basename } from "node:path";
import { withoutKeys } from "../dex/document-keys";
import { decode } from "./decode";
import { describeIssue } from "./describe-issue";
import { readLinkedFiles } from "./linked-files";
import { merge } from "../yaml/merge";
import { replaceAt, withoutNulls, withValues } from "./merge";
import { valueAt, type Mapping, type Path } from "./path";
import { ConfigError, toProblems, type Finding, type Place } from "./problem";
import { checkRules } from "./rules/all";
import { dexVariables } from "./rules/dex-variables";
import { stackConfigSchema, type StackConfig } from "./schema";
import { allowsUnknownKeys, unknownConnectorSettings } from "./unknown-dex-keys";
import { hideTexts } from "./hidden-texts";
import { checkStorage } from "./secret-storage";
import { SharedFiles, type Layer } from "./shared-files";
import { commandsOf, type ConfigSource } from "./source";
import { StackFile } from "./stack-file";
import { misspelledNamespaces, unknownKeys } from "./stray-keys";
import { checkValues } from "./value-problems";

/** Reads and checks a stack's config. Throws a ConfigError that names everything wrong at once. */
export function loadConfig(source: ConfigSource): StackConfig {
  const commands = commandsOf(source);
  const stackFile = StackFile.read(source.stackFile, source.project);
  const keys = source.keys?.() ?? stackFile.keys();
  const strays = misspelledNamespaces(
    source.project,
    source.otherKeys?.() ?? stackFile.otherKeys,
    commands,
  );
  const fail = (findings: readonly Finding[], layers: readonly Layer[] = []) =>
    new ConfigError(
      toProblems(source.project, findings, (finding) => placeOf(layers, stackFile, finding)),
      source.stackFile === undefined ? undefined : basename(source.stackFile),
    );
  if (keys.length === 0) throw fail(strays.length > 0 ? strays : [nothingSet(source.project)]);
  const values = checkValues(readOwn(source));
  const own = values.data as Mapping;
  const shared = new SharedFiles(source, own.extends);
  const written = [...shared.layers, { data: own }].reduce<unknown>(
    (under, { data }) => merge(under, data),
    {},
  );
  const unknownSettingsOf = allowsUnknownKeys(written) ? unknownConnectorSettings : () => [];
  const stored = checkStorage(own, source, stackFile, unknownSettingsOf(own));
  const layers: Layer[] = [
    ...shared.layers,
    { data: stored.data, lineOf: (path) => stackFile.lineOf(path) },
  ];
  const linked = readLinkedFiles(
    withoutNulls(
      layers.reduce<unknown>((under, { data }) => merge(under, data), {}),
      stackConfigSchema,
    ),
    source.projectDirectory,
  );
  const merged = linked.config;

  const unknownSettings = unknownSettingsOf(merged);
  const parsed = stackConfigSchema.safeParse(withoutKeys(merged, unknownSettings));
  const inShared = [...shared.findings, ...shared.findSecrets(unknownSettingsOf)];
  const isOwn = (path: Path) => valueAt(own, path) !== undefined;
  const issues = (parsed.error?.issues ?? [])
    .flatMap((issue) => describeIssue(commands, stackConfigSchema, merged, issue, isOwn))
    // Told with the file that holds them.
    .filter(({ path }) => path.length > 1 || isKnown(path));
  const faults = [...linked.findings, ...issues];
  // What is of another type has to be written anew anyway.
  const mistyped = (parsed.error?.issues ?? []).flatMap(({ code, path }) =>
    code === "invalid_type" ? [path.join("\n")] : [],
  );
  const misplaced = stored.misplaced.filter(({ path }) => !mistyped.includes(path.join("\n")));
  // A rule may name a value, and nothing names a secret.
  const refused = paths([...faults, ...stored.exposed, ...misplaced, ...inShared]);
  const sound = replaceAt(merged, refused, () => undefined);
  // What is wrong with a value itself says more than that it doesn't fit.
  const unfit = [
    ...linked.findings,
    ...values.findings,
    ...stackFile.findings,
    ...inShared,
    ...misplaced,
  ];
  // Neither is the text in which a variable stands wrong by itself.
  const variables = dexVariables(commands, merged);
  const findings = [
    ...unknownKeys(source.project, keys, commands),
    ...strays,
    ...stackFile.findings,
    ...values.findings,
    ...inShared,
    ...stored.findings,
    ...misplaced,
    ...without(stored.exposed, faults),
    ...linked.findings,
    ...variables,
    ...without(
      [...without(issues, unfit), ...checkRules(source.project, sound, merged, refused, commands)],
      variables,
    ),
  ];
  if (findings.length === 0 && parsed.success) {
    return withValues(parsed.data, merged, unknownSettings);
  }
  const hide = hideTexts(stored.encrypted);
  throw fail(
    findings.map((finding) => ({ ...finding, message: hide(finding.message) })),
    layers,
  );
}

/** Said instead of everything that is required. */
function nothingSet(project: string): Finding {
  const message = `has no settings in this stack. Write them below \`config:\`, such as ${project}:domain, or copy an example:\ncontrol-plane stack new NAME --from production`;
  return { path: [], name: project, message };
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

/** The findings about other values than the given ones. */
function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const told = new Set(others.map(({ path }) => path.join("\n")));
  return findings.filter(({ path }) => !told.has(path.join("\n")));
}

function paths(findings: readonly Finding[]): Path[] {
  return findings.map(({ path }) => path);
}

/** Where a value stands: in the shared file that it comes from, or in the stack's own. */
function placeOf(layers: readonly Layer[], stackFile: StackFile, { path, name }: Finding): Place {
  if (path.length === 0) return { line: stackFile.lineOfKey(name ?? "") };
  const layer = layers.findLast(({ data }) => valueAt(data, path) !== undefined);
  if (layer !== undefined) return { file: layer.file, line: layer.lineOf(path) };
  return { line: stackFile.lineOf(path) };
}
