import { createHash } from "node:crypto";
import { databaseConnectionDefaults, seedContentDefaults } from "../facts/defaults";
import { messageOf } from "../messages/errors";
import { hideTexts } from "../messages/hide-texts";
import { specVersion } from "../seed/provider";
import * as runtime from "../seed/runtime";
import type { Properties } from "../seed/properties";
import { open, seal, secretTexts, type Opened } from "./envelopes";
import type { DiffResult } from "./protocol/change";
import { isMap } from "./is-map";
import { pythonPath } from "./python-paths";
import { seedChanges } from "./seed-changes";
import { declarationProblems } from "./seed-declaration";

/** Type of the resource that this plugin serves beside the components. */
export const seedType = "formance-control-plane:index:Seed";

/** What is secret however it is given. */
const alwaysSecret: readonly string[] = ["password", "clientSecrets"];
/** What messages quote from. */
const quoted: readonly string[] = ["connection", "schema", "migration", "specification"];
/** What tells of the specification. */
const derived: readonly string[] = [
  "plan",
  "drift",
  "summary",
  "organizationIds",
  "regionIds",
  "stackIds",
  "owned",
  "settled",
];

/*
 * The seed as a resource of the package's own: the methods of the dynamic provider, with the same
 * inputs and outputs, for programs in which there is no dynamic provider. Only what the engine
 * leaves to a provider of this kind is added: defaults, and the envelopes of secrets.
 */

export async function check(
  sentOlds: Properties,
  sentNews: Properties,
): Promise<runtime.CheckOutcome> {
  const olds = open(sentOlds);
  const news = open(sentNews);
  const { inputs, failures } = await runtime.check(olds.properties, withDefaults(news.properties));
  const reasons = [
    ...failures.map(({ reason }) => reason),
    ...declarationProblems(news.properties),
  ];
  const hide = hideTexts(secretTexts(sentNews, quoted));
  return {
    inputs: seal(inputs, secretsOf(news)),
    failures: reasons.map((reason) => ({
      property: "",
      reason: hide(withPython(reason)),
    })),
  };
}

export async function diff(
  id: string,
  sentOlds: Properties,
  sentNews: Properties,
): Promise<DiffResult> {
  const olds = open(sentOlds).properties;
  const news = open(sentNews).properties;
  const { changes, replaces = [], deleteBeforeReplace } = await runtime.diff(id, olds, news);
  return { changes: changes ? seedChanges(olds, news, replaces) : [], deleteBeforeReplace };
}

export async function create(sent: Properties): Promise<{ id: string; outs: Properties }> {
  const inputs = open(sent);
  const { id, outs } = await hiding(sent, () => runtime.create(inputs.properties));
  const secrets = secretsOf(inputs);
  // The engine encrypts no id, and this one is the address.
  return { id: secrets.has("connection") ? hashOf(id) : id, outs: seal(outs, secrets) };
}

export async function update(
  id: string,
  sentOlds: Properties,
  sentNews: Properties,
): Promise<{ outs: Properties }> {
  const news = open(sentNews);
  const olds = open(sentOlds);
  const { outs } = await hiding(sentNews, () =>
    runtime.update(id, olds.properties, news.properties),
  );
  return { outs: seal(outs, secretsOf(news)) };
}

export async function read(
  id: string,
  sent: Properties,
): Promise<{ id: string; props: Properties; inputs: Properties }> {
  const state = open(sent);
  if (Object.keys(state.properties).length === 0) {
    throw withoutStack(
      "A seed can't be imported, and needs no import: declare it, and its first update adopts " +
        "the rows that exist and changes only what is declared otherwise.",
    );
  }
  const { props, inputs } = await hiding(sent, () => runtime.read(id, state.properties));
  const secrets = secretsOf(state);
  return { id, props: seal(props, secrets), inputs: seal(inputs, secrets) };
}

/** A problem with its path as Python spells it, too. */
function withPython(reason: string): string {
  const [, path = "", message = ""] = /^([^\s:]+)(: .*)$/s.exec(reason) ?? [];
  const { text } = pythonPath("Seed", path);
  return text === path ? reason : `${path} (in Python: ${text})${message}`;
}

/** What fails is told without what is secret in the properties. */
async function hiding<T>(sent: Properties, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withoutStack(hideTexts(secretTexts(sent, quoted))(messageOf(error)));
  }
}

/** An error without its stack, which the SDK would print. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Of a secret specification, all that tells of it is secret too. */
function secretsOf({ secrets }: Opened): ReadonlySet<string> {
  const all = new Set([...secrets, ...alwaysSecret]);
  return all.has("specification") ? new Set([...all, ...derived]) : all;
}

function withDefaults(news: Properties): Properties {
  const { connection } = news;
  return {
    specVersion,
    schema: seedContentDefaults.schema,
    waitForMigrationsSeconds: seedContentDefaults.waitForMigrationsSeconds,
    prune: seedContentDefaults.prune,
    clientSecrets: {},
    ...news,
    ...(isMap(connection) && {
      connection: { tlsMode: databaseConnectionDefaults.tlsMode, ...connection },
    }),
  };
}
