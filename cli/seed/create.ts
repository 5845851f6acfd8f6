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
  const { rolePolicies, ...target } = await databaseTarget(context, options);
  const { specification: existing } = await importSeed(target.connection, target.schema);
  const specification = { ...withClientSecrets(wanted(existing), existing), rolePolicies };
  const validated = validateSpecification(specification);
  const known = context.argumentNames;
  if (!validated.ok) throw new UsageError(inTermsOfArguments(validated.problems, known));
  const unknownScopes = options.allowUnknownScopes === true ? "warn" : "refuse";
  // What exists is only referred to: its members are nobody's business here.
  const request = { ...target, specification, unknownScopes, listedOnly: true } as const;
  const preview = await previewSeed(request).catch((error: unknown) => {
    const isAboutEntries = error instanceof SeedError && error.problems.length > 0;
    throw isAboutEntries ? new CommandError(inTermsOfArguments(error.problems, known)) : error;
  });
  failOnUpdates(planDocument(preview).kinds);
  const result = await withProgress(context, (progress) => applySeed({ ...request, progress }));
  const warnings = warningsOf(result.plan, known);
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
  return problems
    .map(({ path, message }) => {
      const policy = argumentOf(path.replace(/\.role$/, ".policy"), known);
      const words = message.replace(ROLE_SETTING, policy);
      return printable(`${argumentOf(path, known)}: ${words}`);
    })
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
      known.has(argumentOf(place, known)) &&
      (!isListed || created.some((path) => place.startsWith(`${path}.`)))
    );
  };
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
    `Nothing was created, because these exist already with other values: ${differing.join(", ")}. To keep them, leave the options out. To change them, edit the seed in the stack config, or write it to a file with control-plane seed import --output seed.yaml, edit that, and run control-plane seed apply --file seed.yaml.`,
  );
}
