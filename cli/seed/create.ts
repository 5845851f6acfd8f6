import { applySeed, previewSeed } from "../../seed/apply";
import { withClientSecrets } from "../../seed/client-secrets";
import { importSeed } from "../../seed/import";
import { planDocument } from "../../seed/plan-document";
import { nameOf, SpecificationEntries } from "../../seed/entries";
import { hasId, noun } from "../../seed/kinds";
import { idsByName } from "../../seed/report";
import { type Kind, kinds } from "../../seed/rows";
import type { SeedSpecification } from "../../seed/schema";
import { printable } from "../../seed/summary";
import type { CommandContext } from "../command-context";
import { printJson } from "../command-context";
import { SeedError } from "../../seed/errors";
import { CommandError, EXIT, UsageError } from "../errors";
import type { DatabaseOptions } from "./database-options";
import { withProgress } from "./progress-line";
import { databaseTarget, placeDocument } from "./target";
import { warn } from "./warn";

/**
 * Creates missing entries. Existing entries stay unchanged: one that differs from
 * what is asked is refused, since a command that says create must not change a customer's row.
 *
 * @param wanted - the entries, from what the database holds already
 */
export async function createEntries(
  context: CommandContext,
  options: DatabaseOptions,
  wanted: (existing: SeedSpecification) => SeedSpecification,
): Promise<number> {
  const target = await databaseTarget(context, options);
  const { specification: existing } = await importSeed(target.connection, target.schema);
  const specification = withClientSecrets(wanted(existing), existing);
  const request = { ...target, specification };
  const preview = await previewSeed(request).catch((error: unknown) => {
    throw inTermsOfArguments(error);
  });
  failOnUpdates(planDocument(preview).kinds);
  const result = await withProgress(context, (progress) => applySeed({ ...request, progress }));
  const plan = planDocument(result.plan);
  const entries = new SpecificationEntries(specification);
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

/** A person has written options, and knows nothing of a place such as `users[0].role`. */
function inTermsOfArguments(error: unknown): unknown {
  if (!(error instanceof SeedError) || error.problems.length === 0) return error;
  const lines = error.problems.map(({ path, message }) => {
    const field =
      path
        .split(".")
        .at(-1)
        ?.replace(/\[\d+\]$/, "") ?? "";
    const option = `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return `${ARGUMENTS[field] ?? option}: ${message}`;
  });
  return new UsageError(lines.join("\n"));
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
    `Nothing was created, because these exist already with other values: ${differing.join(", ")}. Change them in the seed's specification (seed apply), or leave the options out.`,
  );
}
