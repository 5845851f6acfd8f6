import { adminEmail } from "../../facts/deployment";
import { membershipCallbackUrl } from "../../facts/public-addresses";
import { oauthClientIds } from "../../facts/services";
import { isMapping, type Mapping, type Path } from "../path";
import { knownText } from "../secret-text";
import { bcryptHash, emailAddress } from "../text-formats";
import type { RuleContext } from "./context";
import { entriesOf, hasAdmin, hasConnectors, hasLocalUsers, overrideOf } from "./dex-result";

/** Membership's client must be among the clients of the overrides, as Membership knows it. */
export function checkOverriddenClients(context: RuleContext): void {
  const clients = overrideOf(context, "staticClients");
  if (clients === undefined) return;
  const id = context.config.dex?.membershipClient?.id ?? oauthClientIds.membership;
  const entries = entriesOf(clients.value);
  const index = entries.findIndex((client) => isMapping(client) && client.id === id);
  const client = entries[index];
  if (isMapping(client)) checkMembership(context, [...clients.path, index], client);
  else {
    context.report(
      clients.path,
      "replaces the list without Membership's client, so no one could log in. Use dex.additionalClients.",
    );
  }
}

function checkMembership(context: RuleContext, path: Path, client: Mapping): void {
  const { domain, hosts, dex } = context.config;
  if (domain !== undefined) {
    const uri = membershipCallbackUrl({ domain, hosts });
    if (!entriesOf(client.redirectURIs).includes(uri)) {
      context.report(
        [...path, "redirectURIs"],
        `lacks ${uri}, to which Membership's users return, so no one could log in. Add it.`,
      );
    }
  }
  const [own, overridden] = [dex?.membershipClient?.secret, client.secret].map(knownText);
  const isKnown = ["secret", "secretRef"].some((key) =>
    context.has("dex", "membershipClient", key),
  );
  const differs = own !== undefined && overridden !== undefined && own !== overridden;
  if (client.secret === undefined || (isKnown && !differs)) return;
  context.report(
    [...path, "secret"],
    "is not the secret that Membership gets, so no one could log in. Set the same as dex.membershipClient.secret, or use dex.additionalClients.",
  );
}

/** The local users of the overrides are judged as those of the settings. */
export function checkOverriddenUsers(context: RuleContext): void {
  const users = overrideOf(context, "staticPasswords");
  if (users === undefined) return;
  const entries = entriesOf(users.value).filter(isMapping);
  for (const [index, user] of entriesOf(users.value).entries()) {
    if (!isMapping(user)) continue;
    const path: Path = [...users.path, index];
    const email = typeof user.email === "string" ? emailAddress(user.email) : undefined;
    if (email !== undefined) context.report([...path, "email"], email);
    const hash = knownText(user.hash);
    const problem = hash === undefined ? undefined : hashProblem(hash);
    if (problem !== undefined) context.report([...path, "hash"], problem);
  }
  const canLogIn = hasConnectors(context) || hasLocalUsers(context);
  const { admin } = context.config.dex ?? {};
  const address = adminEmail(String(context.config.domain), admin?.email).toLowerCase();
  const isThere = entries.some(({ email }) => String(email).toLowerCase() === address);
  if (context.isArguments || !canLogIn || !hasAdmin(context) || isThere) return;
  context.report(
    users.path,
    "replaces the list without the administrator of dex.admin, who couldn't log in. Use dex.localUsers, or set dex.admin.enabled to false.",
  );
}

/** Dex takes a hash as it is, or in Base64. */
function hashProblem(hash: string): string | undefined {
  const decoded = Buffer.from(hash, "base64").toString("latin1");
  return bcryptHash(decoded.startsWith("$2") ? decoded : hash);
}
