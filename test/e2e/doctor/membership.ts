import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { AdapterFactory, Configuration, JWKS } from "oidc-provider" with {
  "resolution-mode": "import",
};

/** What stands for Membership is made of. */
export interface MembershipOptions {
  /** `https://<host>/api`. */
  readonly issuer: string;
  /** Its clients, by id: secret and redirect URI. */
  readonly clients: Readonly<
    Record<
      string,
      {
        readonly secret: string;
        /** Other secrets that are taken, as in a rotation. */
        readonly further?: readonly string[];
        readonly redirectUri: string;
      }
    >
  >;
  /** The login provider: its public issuer, and its address for requests from inside. */
  readonly login: {
    readonly issuer: string;
    readonly inside: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** @default its own, in memory */
  readonly state?: MembershipState;
}

/** What several of them share, so that any of them answers any request. */
export interface MembershipState {
  readonly jwks: JWKS;
  readonly cookieKeys: readonly string[];
  readonly adapter: AdapterFactory;
  /** Who has logged in, by the interaction of the login. */
  setUser(interaction: string, sub: string): Promise<void>;
  user(interaction: string): Promise<string>;
}

/** A stand-in that runs on loopback without TLS. */
export interface Membership {
  readonly port: number;
  /** The client secret that it presents to the login provider from now on. */
  useSecret(secret: string): void;
  close(): Promise<void>;
}

const PREFIX = "/api";

/**
 * Stands for Membership, whose image does not run here: an OpenID Connect provider with the clients
 * that Membership has, and fctl's device flow, that lets users log in at another provider.
 */
export async function startMembership(options: MembershipOptions): Promise<Membership> {
  const { default: Provider } = await import("oidc-provider");
  const { issuer, login, state: shared } = options;
  let { clientSecret } = login;
  const provider = new Provider(issuer, configurationOf(options));
  provider.proxy = true;
  takeFurtherSecrets(provider, options.clients);
  // Every request to the app is handled here, or by the provider below its prefix.
  const handle = provider.callback();
  const users = new Map<string, string>();

  const callback = async (url: URL, response: ServerResponse) => {
    const code = url.searchParams.get("code");
    const state = url.searchParams.get("state") ?? "";
    const answer = await fetch(`${login.inside}/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${login.clientId}:${clientSecret}`).toString("base64")}`,
      },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: code ?? "",
        redirect_uri: `${issuer}/authorize/callback`,
      }),
    });
    if (!answer.ok) {
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(`oidc: the provider refuses the code: ${await answer.text()}`);
      return;
    }
    const { id_token: token } = (await answer.json()) as { id_token: string };
    const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
    const { sub } = JSON.parse(payload) as { sub: string };
    if (shared === undefined) users.set(state, sub);
    else await shared.setUser(state, sub);
    redirect(response, `${issuer}/interaction/${state}/done`);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", issuer);
    const route = url.pathname.slice(PREFIX.length);
    const [, interaction, step] = /^\/interaction\/([\w-]+)(\/done)?$/.exec(route) ?? [];
    const work = async () => {
      if (route === "/_info") {
        response.end('{"version":"stand-in"}');
      } else if (route === "/authorize/callback") {
        await callback(url, response);
      } else if (interaction !== undefined && step !== undefined) {
        const accountId = (await shared?.user(interaction)) ?? users.get(interaction) ?? "";
        await provider.interactionFinished(request, response, { login: { accountId } });
      } else if (interaction !== undefined) {
        const to = new URL(`${login.issuer}/auth`);
        to.searchParams.set("client_id", login.clientId);
        to.searchParams.set("redirect_uri", `${issuer}/authorize/callback`);
        to.searchParams.set("response_type", "code");
        to.searchParams.set("scope", "openid email");
        to.searchParams.set("state", interaction);
        redirect(response, to.href);
      } else {
        const mounted = request as IncomingMessage & { originalUrl?: string };
        mounted.originalUrl = request.url ?? "";
        request.url = mounted.originalUrl.slice(PREFIX.length);
        await handle(request, response);
      }
    };
    work().catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    useSecret: (secret) => (clientSecret = secret),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Membership's clients may have several secrets at a time; those of the library have one. */
function takeFurtherSecrets(
  { Client }: { readonly Client: { readonly prototype: object } },
  clients: MembershipOptions["clients"],
): void {
  const own = Client.prototype as {
    compareClientSecret: (this: { readonly clientId: string }, given: string) => boolean;
  };
  const compare = own.compareClientSecret;
  own.compareClientSecret = function (given) {
    const { further = [] } = clients[this.clientId] ?? {};
    return compare.call(this, given) || further.includes(given);
  };
}

function configurationOf({ clients, state }: MembershipOptions): Configuration {
  return {
    ...(state && { adapter: state.adapter, jwks: state.jwks }),
    clients: [
      ...Object.entries(clients).map(([id, { secret, redirectUri }]) => ({
        client_id: id,
        client_secret: secret,
        redirect_uris: [redirectUri],
      })),
      {
        client_id: "fctl",
        token_endpoint_auth_method: "none" as const,
        redirect_uris: [],
        response_types: [],
        grant_types: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"],
      },
    ],
    features: { deviceFlow: { enabled: true }, devInteractions: { enabled: false } },
    cookies: { keys: [...(state?.cookieKeys ?? [randomBytes(16).toString("hex")])] },
    interactions: { url: (_, interaction) => `${PREFIX}/interaction/${interaction.uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    // Its clients are its own applications: nobody is asked for consent.
    loadExistingGrant: async ({ oidc: { client, session, provider } }) => {
      const grant = new provider.Grant({
        clientId: client?.clientId ?? "",
        accountId: session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  };
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location });
  response.end();
}
