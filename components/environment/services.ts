import * as pulumi from "@pulumi/pulumi";
import { licenceDefaults } from "../../facts/defaults";
import type { LicenceArgs, NatsArgs, PublisherArgs } from "../args/connections";
import type { SentryArgs } from "../args/shared";
import { secretEntry, type EnvEntry } from "../kubernetes/env";
import { text } from "./observability";

/** The licence of Membership and its Jobs; without one the variables are empty. */
export function licenceEnv(licence: LicenceArgs | undefined): EnvEntry[] {
  if (licence?.enabled === false) return [];
  const given = licence?.token !== undefined || licence?.tokenSecret !== undefined;
  return [
    given
      ? secretEntry("LICENCE_TOKEN", licence.token, licence.tokenSecret)
      : { name: "LICENCE_TOKEN", value: "" },
    { name: "LICENCE_CLUSTER_ID", value: licence?.clusterId ?? "" },
    { name: "LICENCE_ISSUER", value: licence?.issuer ?? licenceDefaults.issuer },
  ];
}

/** Publishing over NATS. The URL carries the credentials, as the services' own library reads it. */
export function natsEnv(
  service: string,
  nats: NatsArgs | undefined,
  options: {
    /** Time limit of a request where none is given; without one, none is set then. */
    readonly requestTimeout?: string;
    readonly publisher: PublisherArgs | undefined;
  },
): EnvEntry[] {
  if (nats === undefined) return [{ name: "PUBLISHER_NATS_ENABLED", value: "false" }];
  const { publisher } = options;
  const timeout = nats.requestTimeout ?? options.requestTimeout;
  return [
    { name: "PUBLISHER_NATS_ENABLED", value: "true" },
    ...(timeout === undefined ? [] : [{ name: "PUBLISHER_NATS_REQUEST_TIMEOUT", value: timeout }]),
    ...(nats.servers === undefined
      ? [secretEntry("PUBLISHER_NATS_URL", nats.url, nats.urlSecret)]
      : serversEnv(nats, nats.servers)),
    { name: "PUBLISHER_NATS_CLIENT_ID", value: publisher?.clientId ?? service },
    { name: "PUBLISHER_TOPIC_MAPPING", value: publisher?.topicMapping ?? service },
  ];
}

/** The servers' URLs, with the credentials in them: the library knows no variables for those. */
function serversEnv(nats: NatsArgs, servers: pulumi.Input<string>[]): EnvEntry[] {
  const { user, userSecret, password, passwordSecret } = nats;
  const joined = (login: string) =>
    pulumi.all(servers).apply((urls) => urls.map((url) => withLogin(url, login)).join(","));
  if (user === undefined && userSecret === undefined) {
    return [{ name: "PUBLISHER_NATS_URL", value: joined("") }];
  }
  const login: EnvEntry[] = [
    userSecret === undefined
      ? { name: "PUBLISHER_NATS_USERNAME", value: user ?? "" }
      : { name: "PUBLISHER_NATS_USERNAME", secretRef: userSecret },
    secretEntry("PUBLISHER_NATS_PASSWORD", password, passwordSecret),
  ];
  if (userSecret !== undefined || passwordSecret !== undefined) {
    const placed = "$(PUBLISHER_NATS_USERNAME):$(PUBLISHER_NATS_PASSWORD)@";
    return [...login, { name: "PUBLISHER_NATS_URL", value: joined(placed) }];
  }
  const url = pulumi
    .all([user ?? "", pulumi.secret(password ?? ""), pulumi.all(servers)])
    .apply(([name, secret, urls]) => {
      const encoded = `${encodeURIComponent(name)}:${encodeURIComponent(secret)}@`;
      return urls.map((server) => withLogin(server, encoded)).join(",");
    });
  return [...login, { name: "PUBLISHER_NATS_URL", secret: url }];
}

function withLogin(url: string, login: string): string {
  return url.replace("://", () => `://${login}`);
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
    ...(sentry.authToken === undefined && sentry.authTokenSecret === undefined
      ? []
      : [secretEntry("SENTRY_AUTH_TOKEN", sentry.authToken, sentry.authTokenSecret)]),
  ];
}
