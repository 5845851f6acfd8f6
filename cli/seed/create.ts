import { printable } from "../../messages/printable";
import { applySeed, previewSeed } from "../../seed/apply";
import { needsClientSecrets, withClientSecrets } from "../../seed/client-secrets";
import { type Listed, nameOf, type SpecificationEntries } from "../../seed/entries";
import { SeedError, type SeedProblem } from "../../seed/errors";
import { formatPath } from "../../seed/format-path";
import { columnRule, descriptors, hasId, nameRules, noun } from "../../seed/kinds";
import { readKnownStacks } from "../../seed/known-stacks";
import { planDocument } from "../../seed/plan-document";
import type { SeedPlan } from "../../seed/plan-types";
import { type Kind, kinds } from "../../seed/rows";
import type { SeedSpecification } from "../../seed/schema";
import { validateSpecification } from "../../seed/validate";
import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { CommandError, EXIT, UsageError } from "../errors";
import type { DatabaseOptions } from "./database-options";
import { type Existing, findExisting, type Wanted } from "./existing";
import { withProgress } from "./progress-line";
import { type DatabaseTarget, databaseTarget, placeDocument } from "./target";
import { warn } from "./warn";

/** What decides whether entries are created. */
export interface CreateOptions extends DatabaseOptions {
  /** Create policies with scopes that the server may not know, too. */
  readonly allowUnknownScopes?: boolean;
}

/**
 * Creates missing entries. Existing entries stay unchanged: one that differs from
 * what is asked is refused, since a command that says create must not change a customer's row.
 *
 * @param wanted - the rows that the command names; no others are read or judged
 * @param make - the entries, from those of the rows that are there
 */
export async function createEntries(
  context: CommandContext,
  options: CreateOptions,
  wanted: Wanted,
  make: (existing: Existing) => SeedSpecification,
): Promise<number> {
  const { rolePolicies, ...target } = await databaseTarget(context, options);
  const rows = await findExisting(target, wanted);
  const { specification, existing } = await withSecrets(target, rows, {
    ...make(rows),
    rolePolicies,
  });
  const validated = validateSpecification(specification, existing);
  const known = context.argumentNames;
  if (!validated.ok) {
    const { problems } = validated;
    const isUsage = problems.some(({ acrossEntries }) => acrossEntries !== true);
    const words = inTermsOfArguments(problems, known);
    throw isUsage ? new UsageError(words) : new CommandError(words);
  }
  const unknownScopes = options.allowUnknownScopes === true ? "warn" : "refuse";
  // What exists is only referred to: its members are nobody's business here.
  const request = { ...target, specification, existing, unknownScopes, listedOnly: true } as const;
  const preview = await previewSeed(request).catch((error: unknown) => {
    const isAboutEntries = error instanceof SeedError && error.problems.length > 0;
    throw isAboutEntries ? new CommandError(inTermsOfArguments(error.problems, known)) : error;
  });
  failOnUpdates(planDocument(preview).kinds);
  const result = await withProgress(context, (progress) => applySeed({ ...request, progress }));
  const plan = { ...planDocument(result.plan), warnings: warningsOf(result.plan, known) };
  const lines = reportedEntries(validated.entries, result.plan);
  if (context.options.json) {
    const ids = Object.fromEntries(
      kinds
        .filter(hasId)
        .map((kind) => [
          kind,
          Object.fromEntries(
            lines.filter((line) => line.kind === kind).map(({ label, id }) => [label, id]),
          ),
        ]),
    );
    printJson(context.io, { database: placeDocument(target), ...plan, ids });
    return EXIT.ok;
  }
  warn(context.io, plan.warnings);
  const named = new Set([rows.user?.id, rows.organization?.id, rows.region?.id]);
  for (const { kind, label, id, isNew, existing: isThere } of lines) {
    // What a row only refers to isn't what the command is about.
    if (isThere && !named.has(id)) continue;
    const done = isNew ? "created" : "already exists";
    const number = id === undefined ? "" : `, id ${id}`;
    context.io.out(`${printable(`${noun(kind, 1)} ${label}: ${done}${number}`)}\n`);
  }
  return EXIT.ok;
}

/** The entries with client secrets for new stacks, and the paths of those that rows have. */
async function withSecrets(
  { connection, schema }: DatabaseTarget,
  { entries }: Existing,
  made: SeedSpecification,
) {
  const specification = needsClientSecrets(made)
    ? withClientSecrets(made, await readKnownStacks(connection, schema))
    : made;
  const existing = new Set(
    (["users", "organizations", "regions"] as const).flatMap((kind) => {
      const ids = new Set(entries[kind].map(({ id }) => id));
      return (specification[kind] ?? []).flatMap(({ id }, index) =>
        id !== undefined && ids.has(id) ? [formatPath([kind, index])] : [],
      );
    }),
  );
  return { specification, existing };
}

/** The entries as lines tell of them; those that nobody asked for only where they are new. */
function reportedEntries(entries: SpecificationEntries, plan: SeedPlan) {
  return kinds.flatMap((kind) => {
    const created = new Set(plan.kinds[kind].creates.map(({ row }) => row.path));
    return entries.of(kind).flatMap((listed, index) => {
      const isNew = created.has(formatPath(listed.segments));
      if (listed.implied && !isNew) return [];
      const id = hasId(kind) ? plan.ids[kind][index] : undefined;
      const label = labelOf(kind, listed, entries);
      return [{ kind, label, id, isNew, existing: listed.existing }];
    });
  });
}

/** The name of an entry's row, in that of the row around it, such as `Acme/demo`. */
function labelOf(kind: Kind, listed: Listed, entries: SpecificationEntries): string {
  const called = (of: Kind, word: string): string => {
    const entry = entries.entryOf(of, word);
    return entry === undefined ? word : nameOf(of, entry);
  };
  const { refers } = nameRules[kind];
  const word = nameOf(kind, listed.entry);
  const name = refers === undefined ? word : called(refers, word);
  const { scope, list } = descriptors[kind];
  if (scope === undefined) return name;
  const { property, refers: outer } = columnRule(kind, scope) ?? {};
  const around = entries.around(kind, listed);
  if (around !== undefined && list !== undefined) return `${nameOf(list.within, around)}/${name}`;
  if (property === undefined || outer === undefined) return name;
  return `${called(outer, String(listed.entry[property]))}/${name}`;
}

/** The arguments that don't have the name of their field; a command has one of them. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  email: ["<email>", "--admin"],
  name: ["<name>"],
  version: ["--stack-version"],
  policy: ["--policy", "--owner-policy"],
  baseUrl: ["--base-url", "--region-url"],
};

/** A place in a specification, such as `organizations[0].policies[0].scopes`. */
const PLACE = /\b(?:users|organizations|regions|stacks)\[\d+\][\w.[\]]*(?<![.])/g;

/** A setting for which a command has an option for the one policy that it needs. */
const ROLE_SETTING = /\brolePolicies\.\w+/;

/** The argument that a person writes for the last field of a place. */
function argumentOf(place: string, known: ReadonlySet<string>): string {
  // What the stack's config has is no argument.
  if (ROLE_SETTING.test(place)) return `seed.${place}`;
  const fields = place.split(".").map((field) => field.replace(/(\[\d+\])+$/, ""));
  const field = fields.at(-1) ?? "";
  const option = `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const named = ARGUMENTS[field] ?? [option];
  return named.find((argument) => known.has(argument)) ?? named[0] ?? option;
}

/** A person has written options, and knows nothing of a place such as `users[0].role`. */
function inTermsOfArguments(problems: readonly SeedProblem[], known: ReadonlySet<string>): string {
  const lines = problems.map(({ path, message }) => {
    const policy = argumentOf(path.replace(/\.role$/, ".policy"), known);
    const words = message
      .replace(ROLE_SETTING, policy)
      .replaceAll(PLACE, (place) => argumentOf(place, known));
    const argument = argumentOf(path, known);
    // What no argument gave is about a row.
    const isKnown = known.has(argument) || ROLE_SETTING.test(path);
    return printable(isKnown ? `${argument}: ${words}` : words);
  });
  // The entries of a list are one argument.
  return [...new Set(lines)].join("\n");
}

/**
 * The warnings in terms of arguments: about what the command has an argument for, and only about
 * what is new, since no argument changes what exists.
 */
function warningsOf({ kinds: plans, warnings }: SeedPlan, known: ReadonlySet<string>): string[] {
  const created = kinds.flatMap((kind) => plans[kind].creates.map(({ row }) => row.path));
  const isAsked = (place: string): boolean =>
    known.has(argumentOf(place, known)) && created.some((path) => place.startsWith(`${path}.`));
  return warnings
    .filter((warning) => (warning.match(PLACE) ?? []).every(isAsked))
    .map((warning) => warning.replaceAll(PLACE, (place) => argumentOf(place, known)));
}

function failOnUpdates(
  plan: Readonly<Record<Kind, { update: readonly { name: string; fields: readonly string[] }[] }>>,
): void {
  const differing = kinds.flatMap((kind) =>
    plan[kind].update.map(
      ({ name, fields }) => `${noun(kind, 1)} ${printable(name)} (${fields.join(", ")})`,
    ),
  );
  if (differing.length === 0) return;
  throw new CommandError(
    `Nothing was created, because these already exist with other values: ${differing.join(", ")}. To keep them, leave the options out. To change them, edit the seed in the stack config, or write it to a file with control-plane seed import --output seed.yaml, edit that, and run control-plane seed apply --file seed.yaml.`,
  );
}
