import type { Service } from "./services";

/** The variable from which Membership takes the secret of a client. */
export function clientSecretVariable(clientId: string): string {
  return `${clientId.toUpperCase().replace(/[^A-Z0-9]/g, "")}_OAUTH_CLIENT_SECRET`;
}

/** Further secrets of a client that Membership accepts, and how their variables' names end. */
const spares = { previous: "_PREVIOUS", next: "_NEXT" } as const;

/** The variable from which Membership takes a further secret of a client. */
export function spareSecretVariable(clientId: string, which: keyof typeof spares): string {
  return clientSecretVariable(clientId) + spares[which];
}

const words = (text: string): readonly string[] => text.split(" ");

/** Variables that all servers but Dex's have. */
const common = words(
  "DEBUG POD_NAME POSTGRES_USERNAME POSTGRES_PASSWORD POSTGRES_URI OTEL_SERVICE_NAME OTEL_RESOURCE_ATTRIBUTES",
);

const web = words(
  "NODE_ENV MANAGED_STACK API_STACK_URL COOKIE_SECRET COOKIE_DOMAIN REDIRECT_URI MEMBERSHIP_CLIENT_ID MEMBERSHIP_CLIENT_SECRET MEMBERSHIP_URL_API SENTRY PUBLISHER_NATS_ENABLED FEATURES_DISABLED",
);

/** Variables that the servers set whatever the settings are. */
const always: Readonly<Record<Service, readonly string[]>> = {
  dex: words("DEX_EXPAND_ENV DEX_CONTINUE_ON_CONNECTOR_FAILURE"),
  membership: [
    ...common,
    ...words(
      "DEV CONFIG LOGIN_WITH_SSO STARGATE_SERVER_URL STARGATE_SERVER_DISABLE_TLS RP_ISSUER RP_CLIENT_ID RP_CLIENT_SECRET RP_SCOPES SERVICE_URL MANAGED_STACKS DISABLE_EVENTS STACK_MINIMAL_MODULES STACK_ADDITIONAL_DEFAULT_MODULES STACK_PRUNING_DELAY STACK_PRUNING_POLLING_DELAY STACK_DISABLE_DELAY STACK_DISABLE_POLLING_DELAY STACK_DISPOSABLE_DELAY TOKENS_VALIDITY_ACCESS TOKENS_VALIDITY_REFRESH",
    ),
  ],
  console: [...common, ...web, "API_URL"],
  portal: [...common, ...web],
};

/** Settings on which further variables depend. */
export interface VariableConditions {
  readonly agents: boolean;
  readonly nats: boolean;
  readonly events: boolean;
  readonly iam: boolean;
  readonly licence: boolean;
  readonly logs: boolean;
  readonly jsonLogs: boolean;
  readonly traces: boolean;
  readonly metrics: boolean;
  readonly sentry: boolean;
  readonly console: boolean;
  readonly portal: boolean;
  readonly databaseSecrets: boolean;
  readonly clientSecretRef: boolean;
  /** Confidential OAuth clients of Membership. */
  readonly clients: readonly string[];
}

type Condition = Exclude<keyof VariableConditions, "clients">;

const otlp = (signal: string) =>
  words(
    "ENDPOINT PORT EXPORTER EXPORTER_OTLP_INSECURE EXPORTER_OTLP_MODE EXPORTER_OTLP_ENDPOINT",
  ).map((end) => `OTEL_${signal}_${end}`);

const nats = words(
  "PUBLISHER_NATS_URL PUBLISHER_NATS_CLIENT_ID PUBLISHER_TOPIC_MAPPING PUBLISHER_NATS_REQUEST_TIMEOUT PUBLISHER_NATS_USERNAME PUBLISHER_NATS_PASSWORD",
);

const observed: Partial<Record<Condition, readonly string[]>> = {
  iam: ["POSTGRES_AWS_ENABLE_IAM"],
  logs: ["LOGS_ENABLED", "LOGS_LEVEL"],
  jsonLogs: ["JSON_FORMATTING_LOGGER"],
  traces: ["OTEL_TRACES", "OTEL_TRACES_BATCH", ...otlp("TRACES")],
  metrics: ["OTEL_METRICS", ...otlp("METRICS")],
  nats,
};

const sentry = words("SENTRY_DSN SENTRY_ENVIRONMENT SENTRY_RELEASE SENTRY_AUTH_TOKEN");

/** Variables that the servers set by a setting. */
const conditional: Readonly<Record<Service, Partial<Record<Condition, readonly string[]>>>> = {
  dex: { databaseSecrets: ["PGUSER", "PGPASSWORD"], clientSecretRef: ["MEMBERSHIP_CLIENT_SECRET"] },
  membership: {
    ...observed,
    agents: ["GRPC_TLS_INSECURE", "GRPC_H2C_ENABLED", "GRPC_TOKEN"],
    events: ["PUBLISHER_NATS_ENABLED"],
    licence: ["LICENCE_TOKEN", "LICENCE_CLUSTER_ID", "LICENCE_ISSUER"],
    console: ["CONSOLE_PUBLIC_BASEURL"],
  },
  console: { ...observed, sentry, portal: ["PORTAL_UI"] },
  portal: { ...observed, sentry, console: ["APPS_CONSOLE_V3"] },
};

/**
 * The variables that a service's server sets itself. Not those of the trusted authorities, which a
 * variable of one's own replaces on purpose.
 */
export function ownVariables(service: Service, conditions: VariableConditions): Set<string> {
  const bySetting = (Object.keys(conditional[service]) as Condition[])
    .filter((condition) => conditions[condition])
    .flatMap((condition) => conditional[service][condition] ?? []);
  // The others are there only around a rotation, and reserved for it.
  const clients =
    service === "membership"
      ? conditions.clients.flatMap((id) => [
          clientSecretVariable(id),
          spareSecretVariable(id, "previous"),
          spareSecretVariable(id, "next"),
        ])
      : [];
  return new Set([...always[service], ...bySetting, ...clients]);
}
