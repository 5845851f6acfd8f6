import * as pulumi from "@pulumi/pulumi";
import type { LicenceArgs, NatsArgs, SentryArgs } from "../connection-args";
import type { EnvEntry } from "../kubernetes/env";
import { text } from "./observability";

/** Issuer of the vendor's licences. */
export const licenceIssuer = "https://license.formance.cloud/keys";

/** The licence of Membership and its Jobs; without one the variables are empty. */
export function licenceEnv(licence: LicenceArgs | undefined): EnvEntry[] {
  const token: EnvEntry =
    licence?.tokenSecret !== undefined
      ? { name: "LICENCE_TOKEN", secretRef: licence.tokenSecret }
      : licence?.token !== undefined
        ? { name: "LICENCE_TOKEN", secret: licence.token }
        : { name: "LICENCE_TOKEN", value: "" };
  return [
    token,
    { name: "LICENCE_CLUSTER_ID", value: licence?.clusterId ?? "" },
    { name: "LICENCE_ISSUER", value: licence?.issuer ?? licenceIssuer },
  ];
}

/** Publishing over NATS. The URL carries the credentials, as the services' own library reads it. */
export function natsEnv(
  client: string,
  nats: NatsArgs | undefined,
  options: { readonly requestTimeout: boolean },
): EnvEntry[] {
  if (nats === undefined) return [{ name: "PUBLISHER_NATS_ENABLED", value: "false" }];
  return [
    { name: "PUBLISHER_NATS_ENABLED", value: "true" },
    ...(options.requestTimeout
      ? [{ name: "PUBLISHER_NATS_REQUEST_TIMEOUT", value: nats.requestTimeout ?? "60s" }]
      : []),
    { name: "PUBLISHER_NATS_URL", secret: nats.url },
    { name: "PUBLISHER_NATS_CLIENT_ID", value: client },
    { name: "PUBLISHER_TOPIC_MAPPING", value: client },
  ];
}

/** Sentry in Console and Portal. */
export function sentryEnv(
  sentry: SentryArgs | undefined,
  release: pulumi.Input<string>,
): EnvEntry[] {
  if (sentry === undefined) return [{ name: "SENTRY", value: "false" }];
  return [
    { name: "SENTRY", value: text(true) },
    { name: "SENTRY_DSN", value: sentry.dsn },
    { name: "SENTRY_ENVIRONMENT", value: sentry.environment ?? "" },
    { name: "SENTRY_RELEASE", value: sentry.release ?? release },
    ...(sentry.authToken === undefined
      ? []
      : [{ name: "SENTRY_AUTH_TOKEN", secret: sentry.authToken }]),
  ];
}
