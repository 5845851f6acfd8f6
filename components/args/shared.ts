// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";

/** A key of a Secret that exists in the control plane's namespace. */
export interface SecretKeyArgs {
  /** Name of the Secret. */
  name: Input<string>;
  /** Key in the Secret. */
  key: Input<string>;
}

/** Sentry in Console and Portal. */
export interface SentryArgs {
  /** DSN of the Sentry project. Variable of the image: `SENTRY_DSN`. */
  dsn: Input<string>;
  /** Environment that Sentry shows. Variable of the image: `SENTRY_ENVIRONMENT`. */
  environment?: Input<string>;
  /**
   * Release that Sentry shows. Variable of the image: `SENTRY_RELEASE`.
   * @default the tag of the image
   */
  release?: Input<string>;
  /** Token for uploads to Sentry. Variable of the image: `SENTRY_AUTH_TOKEN`. */
  authToken?: Input<string>;
  /** Existing Secret with that token. */
  authTokenSecret?: SecretKeyArgs;
}
