// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** Browser sessions. */
export interface DexSessionsArgs {
  /**
   * Name of the cookie.
   * @default "dex_session"
   */
  cookieName?: Input<string>;
  /**
   * Lifetime of a session, used or not, as a Go duration.
   * @default "24h"
   */
  absoluteLifetime?: Input<string>;
  /**
   * Lifetime of an unused session, as a Go duration.
   * @default "1h"
   */
  validIfNotUsedFor?: Input<string>;
  /**
   * Whether "remember me" is checked by default on the login page.
   * @default true
   */
  rememberMeCheckedByDefault?: Input<boolean>;
  /**
   * Key of 16, 24 or 32 bytes that encrypts the cookie (AES). A change ends all sessions.
   * @default generated
   */
  cookieEncryptionKey?: Input<string>;
  /**
   * Which clients share a session, unless the client's `ssoSharedWith` says so. `none` or `all`.
   * @default "none"
   */
  ssoSharedWithDefault?: Input<string>;
}

/** Second factors. */
export interface DexMfaArgs {
  /** Second factors that clients may ask for. */
  authenticators: DexAuthenticatorArgs[];
  /**
   * Ids of the authenticators that a user needs, in order, for clients without an `mfaChain`, such
   * as Membership.
   * @default none
   */
  defaultChain?: Input<Input<string>[]>;
}

/** A second factor: `totp` or `webAuthn`. */
export interface DexAuthenticatorArgs {
  /** Id of the authenticator; unique. */
  id: string;
  /**
   * Types of the connectors whose users need it; `local` means the local users. `saml`, `ldap`,
   * `oidc`, `oauth`, `github`, `gitlab`, `google`, `microsoft`, `bitbucket-cloud`, `linkedin`,
   * `openshift`, `atlassian-crowd`, `keystone`, `gitea`, `authproxy`, `mockCallback`,
   * `mockPassword`, `samlExperimental` or `local`.
   * @default all types
   */
  connectorTypes?: Input<Input<string>[]>;
  /** Codes from an authenticator app. `{}` uses the defaults. */
  totp?: DexTotpArgs;
  /** Security keys and passkeys. `{}` uses the defaults. */
  webAuthn?: DexWebAuthnArgs;
}

/** Codes from an authenticator app (TOTP). */
export interface DexTotpArgs {
  /**
   * Name that the app shows.
   * @default none
   */
  issuer?: Input<string>;
}

/** Security keys and passkeys (WebAuthn). */
export interface DexWebAuthnArgs {
  /**
   * Name that the browser shows.
   * @default `rpId`
   */
  rpDisplayName?: Input<string>;
  /**
   * Domain that keys are registered for.
   * @default Dex's host
   */
  rpId?: Input<string>;
  /**
   * Origins at which keys may be used.
   * @default Dex's origin
   */
  rpOrigins?: Input<Input<string>[]>;
  /**
   * Whether to ask for the make of the security key. `none`, `indirect` or `direct`.
   * @default "indirect"
   */
  attestationPreference?: Input<string>;
  /**
   * Time for the user to answer, as a Go duration.
   * @default the browser's
   */
  timeout?: Input<string>;
}
