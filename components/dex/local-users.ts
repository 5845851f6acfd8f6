import * as pulumi from "@pulumi/pulumi";
import { expiryNotice, isActive } from "../../dex/local-users";
import { userId } from "../../seed/ids";
import type { DexClientArgs, DexLocalUserArgs } from "../args/dex-document";
import { generateSecret } from "../kubernetes/generated-secret";

/** A local user as Dex's document has it, and the password where it was generated. */
export type LocalUser = ReturnType<typeof createLocalUsers>[number];

/** The local users that may log in now; a word in the preview about those that end. */
export function createLocalUsers(
  parent: pulumi.ComponentResource,
  name: string,
  users: readonly DexLocalUserArgs[],
  generation: pulumi.Input<number> | undefined,
) {
  const now = new Date();
  for (const user of users) {
    const notice = expiryNotice(user, now);
    if (notice !== undefined) void pulumi.log.warn(notice, parent);
  }
  return users
    .filter((user) => isActive(user, now))
    .map((user) => {
      const known = {
        email: user.email,
        username: user.username ?? user.email.replace(/@.*$/, ""),
        userID: user.userId ?? userId(user.email),
        role: user.role,
        name: user.name,
        preferredUsername: user.preferredUsername,
        emailVerified: user.emailVerified,
        groups: user.groups,
      };
      if (user.hash !== undefined) return { user: { ...known, hash: pulumi.secret(user.hash) } };
      const resource = `${name}-user-${user.email.toLowerCase()}`;
      const password = generateSecret(parent, resource, 24, generation);
      return { user: { ...known, hash: password.bcryptHash }, password: password.result };
    });
}

/** The generated passwords by e-mail address, a secret as a whole. */
export function passwordsOf(users: readonly LocalUser[]): pulumi.Output<Record<string, string>> {
  const generated = users.flatMap(({ user, password }) =>
    password === undefined ? [] : [[user.email, password] as const],
  );
  return pulumi.secret<Record<string, pulumi.Output<string>>>(Object.fromEntries(generated));
}

/** The further clients as Dex's document has them. */
export function createClients(
  parent: pulumi.ComponentResource,
  name: string,
  clients: readonly DexClientArgs[],
  generations: { [clientId: string]: number },
) {
  return clients.map((client) => ({
    id: client.id,
    name: client.name ?? client.id,
    redirectURIs: client.redirectUris,
    trustedPeers: client.trustedPeers,
    postLogoutRedirectURIs: client.postLogoutRedirectUris,
    refreshTokenLifetime: client.refreshTokenLifetime,
    allowedConnectors: client.allowedConnectors,
    ssoSharedWith: client.ssoSharedWith,
    mfaChain: client.mfaChain,
    ...(client.public === true
      ? { public: true }
      : {
          secret: pulumi.secret(
            client.secret ??
              generateSecret(parent, `${name}-client-${client.id}`, 40, generations[client.id])
                .result,
          ),
        }),
  }));
}
