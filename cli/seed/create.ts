import { applySeed, previewSeed } from "../../seed/apply";
import { withClientSecrets } from "../../seed/client-secrets";
import { importSeed } from "../../seed/import";
import { planDocument } from "../../seed/plan-document";
import { nameOf } from "../../seed/entries";
import { hasId, noun } from "../../seed/kinds";
import { idsByName } from "../../seed/report";
import type { SeedPlan } from "../../seed/plan-types";
import { type Kind, kinds } from "../../seed/rows";
import type { SeedSpecification } from "../../seed/schema";
import { printable } from "../../messages/printable";
import { validateSpecification } from "../../seed/validate";
import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { SeedError, type SeedProblem } from "../../seed/errors";
import { CommandError, EXIT, UsageError } from "../errors";
import type { DatabaseOptions } from "./database-options";
import { withProgress } from "./progress-line";
import { databaseTarget, placeDocument } from "./target";
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
 * @param wanted - the entries, from what the database holds already
 */
export async function createEntries(
  context: CommandContext,
  options: CreateOptions,
  wanted: (existing: SeedSpecification) => SeedSpecification,
): Promise<number> {
  const target = await databaseTarget(context, options);
  const { specification: existing } = await importSeed(target.connection, target.schema);
  const specification = withClientSecrets(wanted(existing), existing);
  const validated = validateSpecification(specification);
  if (!validated.ok) throw new UsageError(inTermsOfArguments(validated.problems));
  const unknownScopes = options.allowUnknownScopes === true ? "warn" : "refuse";
  const request = { ...target, specification, unknownScopes } as const;
  const preview = await previewSeed(request).catch((error: unknown) => {
    const isAboutEntries = error instanceof SeedError && error.problems.length > 0;
    throw isAboutEntries ? new CommandError(inTermsOfArguments(error.problems)) : error;
  });
  failOnUpdates(planDocument(preview).kinds);
  const result = await withProgress(context, (progress) => applySeed({ ...request, progress }));
  const warnings = warningsOf(result.plan, context.argumentNames);
  const plan = { ...planDocument(result.plan), warnings };
  const { entries } = validated;
  const ids = Object.fromEntries(
    kinds.filter(hasId).map((kind) => [kind, idsByName(kind, entries, result.plan.ids)]),
  );
  if (context.options.json) {
    printJson(context.io, { database: placeDocument(target), ...plan, ids });
    return EXIT.ok;
  }
  warn(context.io, plan.warnings);
  for (const kind of kinds) {
    const created = new Set(plan.kinds[kind].create);
    if (!hasId(kind)) {
      const named = entries.of(kind).filter(({ implied }) => !implied);
      const isNew = (name: string): boolean =>
        [...created].some((label) => label.toLowerCase().endsWith(`/${name.toLowerCase()}`));
      const there = named
        .map(({ entry }) => nameOf(kind, entry))
        .filter((name) => !isNew(name))
        .map((name) => `${printable(name)}: exists already`);
      for (const text of [...[...created].map((name) => `${printable(name)}: created`), ...there]) {
        context.io.out(`${noun(kind, 1)} ${text}\n`);
      }
      continue;
    }
    for (const [name, id] of Object.entries(ids[kind] ?? {})) {
      const done = created.has(name) ? "created" : "exists already";
      context.io.out(`${noun(kind, 1)} ${printable(name)}: ${done}, id ${printable(id)}\n`);
    }
  }
  return EXIT.ok;
}

/** The arguments that don't have the name of their field. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  email: "<email>",
  name: "<name>",
  version: "--stack-version",
};

/** A place in a specification, such as `organizations[0].policies[0].scopes`. */
const PLACE = /\b(?:users|organizations|regions|stacks)\[\d+\][\w.[\]]*(?<![.])/g;

/** The argument that a person writes for the last field of a place. */
function argumentOf(place: string): string {
  const fields = place.split(".").map((field) => field.replace(/(\[\d+\])+$/, ""));
  const field = fields.at(-1) ?? "";
  const option = `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return ARGUMENTS[field] ?? option;
}

/** A person has written options, and knows nothing of a place such as `users[0].role`. */
function inTermsOfArguments(problems: readonly SeedProblem[]): string {
  return problems
    .map(({ path, message }) => printable(`${argumentOf(path)}: ${message}`))
    .join("\n");
}

/**
 * The warnings in terms of arguments: about what the command has an argument for, and of the lists
 * of an entry only about what is new.
 */
function warningsOf({ kinds: plans, warnings }: SeedPlan, known: ReadonlySet<string>): string[] {
  const created = kinds.flatMap((kind) => plans[kind].creates.map(({ row }) => row.path));
  const isAsked = (place: string): boolean => {
    const isListed = place.split("[").length > 2;
    return (
      known.has(argumentOf(place)) &&
      (!isListed || created.some((path) => place.startsWith(`${path}.`)))
    );
  };
  return warnings
    .filter((warning) => (warning.match(PLACE) ?? []).every(isAsked))
    .map((warning) => warning.replaceAll(PLACE, argumentOf));
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
    `Nothing was created, because these exist already with other values: ${differing.join(", ")}. To keep them, leave the options out. To change them, edit the seed in the stack config, or write it to a file with control-plane seed import --output seed.yaml, edit that, and run control-plane seed apply --file seed.yaml.`,
  );
}
