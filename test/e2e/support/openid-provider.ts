import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { Provider, type KoaContextWithOIDC } from "oidc-provider";
import type { KeyPair } from "../../support/certificates";
import { CLIENT } from "./login";
import type { LoggingServer } from "./server-process";

/** A provider of the tests. */
export interface OpenIdProviderOptions {
  /** Where users are sent back to. */
  readonly callback: string;
  /** What ID tokens say of the one user, who is in already, by the client that asks. */
  readonly claims: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** With them it speaks TLS. */
  readonly keys?: KeyPair;
}

/** An OpenID Connect provider on loopback. */
export interface OpenIdProvider extends LoggingServer {
  readonly issuer: string;
}

const USER = "the-one-user";

/** Starts a provider that asks nobody anything, and tells each client what it is told to. */
export async function startOpenIdProvider({
  callback,
  claims,
  keys,
}: OpenIdProviderOptions): Promise<OpenIdProvider> {
  const said: string[] = [];
  const server =
    keys === undefined
      ? http.createServer()
      : https.createServer({ cert: keys.certificate, key: keys.key });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const scheme = keys === undefined ? "http" : "https";
  const issuer = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: Object.keys(claims).map((client) => ({
      client_id: client,
      client_secret: CLIENT.secret,
      redirect_uris: [callback],
    })),
    claims: { profile: [...new Set(Object.values(claims).flatMap((some) => Object.keys(some)))] },
    // Also in the code flow.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: ({ oidc }, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...claims[oidc.client?.clientId ?? ""] }),
    }),
    loadExistingGrant: grantEverything,
  });
  const answer = provider.callback();
  server.on("request", (request, response) => {
    said.push(`${request.method ?? ""} ${(request.url ?? "").replace(/\?.*/, "")}`);
    if (request.url?.startsWith("/interaction/") !== true) {
      void answer(request, response);
      return;
    }
    // It may ask twice: who the user is, and for consent.
    provider
      .interactionFinished(request, response, { login: { accountId: USER }, consent: {} })
      .catch((error: unknown) => {
        said.push(String(error));
        response.writeHead(500).end("failed");
      });
  });
  return {
    issuer,
    log: () => said.join("\n"),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  const grant = new provider.Grant({
    clientId: client?.clientId ?? "",
    accountId: session?.accountId ?? "",
  });
  grant.addOIDCScope("openid email profile offline_access");
  await grant.save();
  return grant;
}
