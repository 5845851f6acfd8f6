import { suggest } from "../../messages/did-you-mean";
import type { Rule, RuleContext } from "./context";

/** What the rule needs of a client. */
interface Client {
  readonly id?: string | undefined;
  readonly public?: boolean | undefined;
  readonly secret?: unknown;
  readonly secretRef?: unknown;
}

/** A generation number belongs to a generated secret. */
export const generationsRule: Rule = (context) => {
  const { membership, dex } = context.config;
  checkClients(context, "additionalClients", "membership", membership?.additionalClients ?? []);
  checkClients(context, "dexClients", "dex", dex?.additionalClients ?? []);
};

function checkClients(
  context: RuleContext,
  numbers: "additionalClients" | "dexClients",
  service: "membership" | "dex",
  clients: readonly (Client | undefined)[],
): void {
  const ids = clients.flatMap((client) => client?.id ?? []);
  const list = context.name(service, "additionalClients");
  for (const id of Object.keys(context.config.secretGenerations?.[numbers] ?? {})) {
    const path = ["secretGenerations", numbers, id];
    const client = clients.find((one) => one?.id === id);
    if (client === undefined) {
      const hint = ids.length === 0 ? "" : suggest(id, ids);
      context.report(path, `is not a client of ${list}.${hint}`);
    } else if (client.public === true) {
      context.report(path, "is a public client, which has no secret. Remove the number.");
    } else if (client.secret !== undefined || client.secretRef !== undefined) {
      context.report(path, "is a client whose secret is given, not generated. Remove the number.");
    }
  }
}
