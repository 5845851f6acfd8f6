// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { ObservabilityArgs, PublisherArgs } from "./connections";
import type { MigrationArgs } from "./jobs";
import type { SecretKeyArgs, SentryArgs } from "./shared";
import type { WorkloadArgs } from "./workload";

/** Settings of Console. */
export interface ConsoleSettingsArgs extends WebAppSettingsArgs {}

/** Settings that Console and Portal share. */
export interface WebAppSettingsArgs extends WebServerArgs {
  /**
   * Deploy the application.
   * @default true
   */
  enabled?: boolean;
  /** OAuth client of the application at Membership. */
  oauthClient?: AppClientArgs;
}

/** Settings of Console's and Portal's server and Jobs. */
export interface WebServerArgs extends WorkloadArgs {
  /**
   * Log verbosely. Variable of the image: `DEBUG`.
   * @default false
   */
  debug?: Input<boolean>;
  /**
   * Features to turn off. Variable of the image: `FEATURES_DISABLED`.
   * @default ["sessions"] for console; ["notifications", "sessions"] for portal
   */
  featuresDisabled?: Input<Input<string>[]>;
  /**
   * Key that encrypts cookies. A change logs everyone out. Variable of the image: `COOKIE_SECRET`.
   * @default generated
   */
  cookieSecret?: Input<string>;
  /** Existing Secret with that key. */
  cookieSecretRef?: SecretKeyArgs;
  /**
   * Whether Membership manages the stacks that the application shows. Variable of the image:
   * `MANAGED_STACK`.
   * @default true
   */
  managedStack?: Input<boolean>;
  /**
   * Environment that Node.js runs in. Variable of the image: `NODE_ENV`.
   * @default "production"
   */
  nodeEnv?: Input<string>;
  /** Client id and topics at NATS. */
  publisher?: PublisherArgs;
  /** Traces, metrics and logs of this service. Each field overrides the one of `observability`. */
  observability?: ObservabilityArgs;
  /**
   * How the image starts its server and its migration: with `pnpm`, or without it (`slim`).
   * @default by the tag: `slim` from version 3 on, `pnpm` for others
   */
  imageForm?: string;
  /**
   * Command of the container, instead of the one for `imageForm`; `[]` means the image's own.
   * @default that of `imageForm`
   * @example [
   *   "node_modules/.bin/react-router-serve"
   * ]
   */
  command?: Input<Input<string>[]>;
  /**
   * Arguments of the command.
   * @default those of `imageForm`; none if `command` is set
   * @example [
   *   "./build/server/index.js"
   * ]
   */
  args?: Input<Input<string>[]>;
  /** The Job that migrates the database of the application. */
  migration?: WebMigrationArgs;
  /** Sentry, which collects errors from the browser and the server. */
  sentry?: SentryArgs;
}

/** The OAuth client of Console or Portal at Membership. */
export interface AppClientArgs {
  /**
   * Client id. Variable of the image: `MEMBERSHIP_CLIENT_ID`.
   * @default "console-v3" for console; "portal" for portal
   */
  id?: string;
  /**
   * Client secret. Variable of the image: `MEMBERSHIP_CLIENT_SECRET`.
   * @default generated
   */
  secret?: Input<string>;
  /** Existing Secret with the client secret. */
  secretRef?: SecretKeyArgs;
  /**
   * Redirect URIs.
   * @default `/auth/login` and `/auth/login-by-org` of the application
   */
  redirectUris?: Input<Input<string>[]>;
  /**
   * Redirect URIs after logging out.
   * @default `/auth/logout` of the application
   */
  postLogoutRedirectUris?: Input<Input<string>[]>;
  /**
   * Scopes that the client may request.
   * @default ["accesses", "remember_me", "keep_refresh_token", "on_behalf"]
   */
  scopes?: Input<Input<string>[]>;
}

/** The Job that migrates the database of Console or Portal. */
export interface WebMigrationArgs extends MigrationArgs {
  /**
   * Command of the container, instead of the one for `imageForm`; `[]` means the image's own.
   * @default that of `imageForm`
   * @example [
   *   "node"
   * ]
   */
  command?: Input<Input<string>[]>;
  /**
   * Arguments of the command.
   * @default those of `imageForm`; none if `command` is set
   * @example [
   *   "dist/migrate.cjs"
   * ]
   */
  args?: Input<Input<string>[]>;
}

/** Settings of Portal. */
export interface PortalSettingsArgs extends WebAppSettingsArgs {}
