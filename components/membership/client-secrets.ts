import * as pulumi from "@pulumi/pulumi";
import type { OAuthClientArgs } from "../args/membership";
import { generateSecret } from "../kubernetes/generated-secret";

/** Secrets of OAuth clients by client id. */
export interface ClientSecrets {
  /** What the clients log in with. */
  readonly current: { [clientId: string]: pulumi.Output<string> };
  /** What they logged in with before, and may until they have learned the current ones. */
  readonly previous: { [clientId: string]: pulumi.Output<string> };
}

/**
 * The secrets of the clients that have one, given or generated; not those that lie in existing
 * Secrets. A generated one of a generation above 1 leaves its predecessor valid, so that a rotation
 * interrupts nobody; two generations at a time leave none.
 */
export function createClientSecrets(
  parent: pulumi.ComponentResource,
  name: string,
  clients: readonly OAuthClientArgs[],
  generations: { [clientId: string]: number },
): ClientSecrets {
  const secrets: ClientSecrets = { current: {}, previous: {} };
  for (const { id, public: isPublic, secret, secretRef } of clients) {
    if (isPublic === true || secretRef !== undefined) continue;
    if (secret !== undefined) {
      secrets.current[id] = pulumi.secret(secret);
      continue;
    }
    const generation = generations[id] ?? 1;
    // Odd and even generations take turns in two places, of which a rotation replaces one.
    const generate = (number: number) => {
      const place = number % 2 === 1 ? "client" : "even-client";
      return generateSecret(parent, `${name}-${place}-${id}`, 40, number).result;
    };
    secrets.current[id] = generate(generation);
    if (generation > 1) secrets.previous[id] = generate(generation - 1);
  }
  return secrets;
}
