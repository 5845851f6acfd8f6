import { randomBytes } from "node:crypto";

import * as oidc from "openid-client";

import type { LoginSettings } from "./settings";

/** Who logged in. */
export interface Session {
  readonly claims: Readonly<Record<string, unknown>>;
}

interface Attempt {
  readonly verifier: string;
  readonly nonce: string;
  /** The origin that the person came from, and goes back to. */
  readonly origin: string;
}

/** What is kept of logins that nobody ends. */
const KEPT = 1_000;

/** Plays Membership's part at Dex: the authorization code flow with Membership's client. */
export class RelyingParty {
  readonly #attempts = new Map<string, Attempt>();
  readonly #sessions = new Map<string, Session>();
  readonly #settings: LoginSettings;
  readonly #dexPort: number;
  #client: Promise<oidc.Configuration> | undefined;

  constructor(settings: LoginSettings, dexPort: number) {
    this.#settings = settings;
    this.#dexPort = dexPort;
  }

  /** The address at Dex that a login begins at. */
  async begin(origin: string, connector?: string): Promise<URL> {
    const { redirectUri, scope } = this.#settings.client;
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const verifier = oidc.randomPKCECodeVerifier();
    keep(this.#attempts, state, { verifier, nonce, origin });
    return oidc.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: redirectUri,
      scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...(connector !== undefined && { connector_id: connector }),
    });
  }

  /** Takes the answer that a person brings from Dex; answers where to go on, with a ticket. */
  async finish(callback: URL): Promise<{ origin: string; ticket: string }> {
    const state = callback.searchParams.get("state") ?? "";
    const attempt = this.#attempts.get(state);
    if (attempt === undefined) {
      throw new Error("This login wasn't started here, or has already ended. Log in again.");
    }
    this.#attempts.delete(state);
    const tokens = await oidc.authorizationCodeGrant(await this.#configuration(), callback, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: state,
      expectedNonce: attempt.nonce,
    });
    const ticket = randomBytes(24).toString("base64url");
    keep(this.#sessions, ticket, { claims: { ...tokens.claims() } });
    return { origin: attempt.origin, ticket };
  }

  /** Gives a session a new name, so that the one in an address is worth nothing any more. */
  redeem(ticket: string): string | undefined {
    const session = this.#sessions.get(ticket);
    if (session === undefined) return undefined;
    this.#sessions.delete(ticket);
    const id = randomBytes(24).toString("base64url");
    keep(this.#sessions, id, session);
    return id;
  }

  session(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  end(id: string | undefined): void {
    if (id !== undefined) this.#sessions.delete(id);
  }

  #configuration(): Promise<oidc.Configuration> {
    this.#client ??= this.#discover().catch((error: unknown) => {
      // Dex may have been asked too early.
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  #discover(): Promise<oidc.Configuration> {
    const { client, dex } = this.#settings;
    const issuer = new URL(dex.config.issuer);
    const inside = `http://127.0.0.1:${this.#dexPort}`;
    return oidc.discovery(issuer, client.id, client.secret, undefined, {
      // Not through the entry, whose name this system may not know.
      [oidc.customFetch]: (url, options) =>
        fetch(url.replace(issuer.origin, inside), options as RequestInit),
    });
  }
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const [oldest] = map.keys();
  if (map.size >= KEPT && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
