import { databaseConnectionDefaults, seedContentDefaults } from "../facts/defaults";
import { specVersion } from "../seed/provider";
import * as runtime from "../seed/runtime";
import type { Properties } from "../seed/properties";
import { open, seal, type Opened } from "./envelopes";
import type { DiffResult } from "./protocol/change";
import { seedChanges } from "./seed-changes";

/** Type of the resource that this plugin serves beside the components. */
export const seedType = "formance-control-plane:index:Seed";

/** What is secret however it is given. */
const alwaysSecret: readonly string[] = ["password", "clientSecrets"];
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
  return { inputs: seal(inputs, secretsOf(news)), failures };
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
  const { id, outs } = await runtime.create(inputs.properties);
  return { id, outs: seal(outs, secretsOf(inputs)) };
}

export async function update(
  id: string,
  sentOlds: Properties,
  sentNews: Properties,
): Promise<{ outs: Properties }> {
  const news = open(sentNews);
  const { outs } = await runtime.update(id, open(sentOlds).properties, news.properties);
  return { outs: seal(outs, secretsOf(news)) };
}

export async function read(
  id: string,
  sent: Properties,
): Promise<{ id: string; props: Properties; inputs: Properties }> {
  const state = open(sent);
  if (Object.keys(state.properties).length === 0) {
    throw new Error(
      "A seed can't be imported, and needs no import: declare it, and its first update adopts " +
        "the rows that exist and changes only what is declared otherwise.",
    );
  }
  const { props, inputs } = await runtime.read(id, state.properties);
  const secrets = secretsOf(state);
  return { id, props: seal(props, secrets), inputs: seal(inputs, secrets) };
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
    ...(typeof connection === "object" && {
      connection: { tlsMode: databaseConnectionDefaults.tlsMode, ...connection },
    }),
  };
}
