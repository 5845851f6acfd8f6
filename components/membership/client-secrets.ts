import * as pulumi from "@pulumi/pulumi";
import type { OAuthClientArgs } from "../args/membership";
import { generateSecret } from "../kubernetes/generated-secret";

/** Secrets of OAuth clients by client id. */
export interface ClientSecrets {
  /** What the clients log in with. */
  readonly current: { [clientId: string]: pulumi.Output<string> };
  /** What they logged in with before, and may until they have learned the current ones. */
  readonly previous: { [clientId: string]: pulumi.Output<string> };
  /** What they will log in with after the next rotation, and may before Membership has restarted. */
  readonly next: { [clientId: string]: pulumi.Output<string> };
}

/** Where generations take turns; a rotation replaces the one that is used no more. */
const places = ["third-client", "client", "even-client"] as const;

/**
 * The secrets of the clients that have one, given or generated; not those that lie in existing
 * Secrets. Of a generated one, the predecessor stays valid and the successor already is, so that a
 * rotation interrupts nobody, whether Membership or the client restarts first; two generations at a
 * time make all of before invalid.
 */
export function createClientSecrets(
  parent: pulumi.ComponentResource,
  name: string,
  clients: readonly OAuthClientArgs[],
  generations: { [clientId: string]: number },
): ClientSecrets {
  const secrets: ClientSecrets = { current: {}, previous: {}, next: {} };
  for (const { id, public: isPublic, secret, secretRef } of clients) {
    if (isPublic === true || secretRef !== undefined) continue;
    if (secret !== undefined) {
      secrets.current[id] = pulumi.secret(secret);
      continue;
    }
    const generation = generations[id] ?? 1;
    const generate = (number: number) => {
      const place = places[number % places.length] ?? "client";
      return generateSecret(parent, `${name}-${place}-${id}`, 40, number).result;
    };
    secrets.current[id] = generate(generation);
    if (generation > 1) secrets.previous[id] = generate(generation - 1);
    secrets.next[id] = generate(generation + 1);
  }
  return secrets;
}
