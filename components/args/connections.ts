// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** Client id and topics of a service at NATS. */
export interface PublisherArgs {
  /**
   * Client id at NATS. Variable of the image: `PUBLISHER_NATS_CLIENT_ID`.
   * @default "membership" for membership; "console-v3" for console; "portal" for portal
   */
  clientId?: Input<string>;
  /**
   * Topics to publish to. Variable of the image: `PUBLISHER_TOPIC_MAPPING`.
   * @default "membership" for membership; "console-v3" for console; "portal" for portal
   */
  topicMapping?: Input<string>;
}

/** Traces, metrics and logs. */
export interface ObservabilityArgs {
  /**
   * Service name in the telemetry. Variable of the image: `OTEL_SERVICE_NAME`.
   * @default the service's own
   */
  serviceName?: Input<string>;
  /** Traces, exported over OTLP. */
  traces?: OtlpArgs;
  /** Metrics, exported over OTLP. */
  metrics?: OtlpArgs;
  /** Logs on standard output. */
  logs?: LogsArgs;
  /**
   * Additional resource attributes: `name=value`, separated by spaces. Variable of the image:
   * `OTEL_RESOURCE_ATTRIBUTES`.
   * @example "region=eu-1 team=payments"
   */
  attributes?: Input<string>;
}

/** OpenTelemetry export of one signal. */
export interface OtlpArgs {
  /**
   * Export the signal. Variable of the image: `OTEL_TRACES` for traces; `OTEL_METRICS` for metrics.
   * @default false
   */
  enabled?: boolean;
  /**
   * Host of the collector. Variable of the image: `OTEL_TRACES_ENDPOINT` for traces;
   * `OTEL_METRICS_ENDPOINT` for metrics.
   * @default "localhost" for traces
   * @example "otel-collector.monitoring.svc"
   */
  endpoint?: Input<string>;
  /**
   * TCP port of the collector. Variable of the image: `OTEL_TRACES_PORT` for traces;
   * `OTEL_METRICS_PORT` for metrics.
   * @default 4317
   */
  port?: Input<number>;
  /**
   * OTLP protocol. `grpc` or `http`. Variable of the image: `OTEL_TRACES_EXPORTER_OTLP_MODE` for
   * traces; `OTEL_METRICS_EXPORTER_OTLP_MODE` for metrics.
   * @default "grpc"
   */
  mode?: Input<string>;
  /**
   * Name of the exporter. Variable of the image: `OTEL_TRACES_EXPORTER` for traces;
   * `OTEL_METRICS_EXPORTER` for metrics.
   * @default "otlp"
   */
  exporter?: Input<string>;
  /**
   * Connect to the collector without TLS. Variable of the image:
   * `OTEL_TRACES_EXPORTER_OTLP_INSECURE` for traces; `OTEL_METRICS_EXPORTER_OTLP_INSECURE` for
   * metrics.
   * @default true
   */
  insecure?: Input<boolean>;
  /**
   * Send spans in batches. Variable of the image: `OTEL_TRACES_BATCH`.
   * @default false
   */
  batch?: Input<boolean>;
}

/** Logs on standard output. */
export interface LogsArgs {
  /**
   * Set the logging variables. Variable of the image: `LOGS_ENABLED`.
   * @default true
   */
  enabled?: boolean;
  /**
   * Lowest level that is logged. `trace`, `debug`, `info`, `warn` or `error`. Variable of the
   * image: `LOGS_LEVEL`.
   * @default "info"
   */
  level?: Input<string>;
  /**
   * Format of the logs. `json` or `text`. Variable of the image: `JSON_FORMATTING_LOGGER`.
   * @default "json"
   */
  format?: string;
}

/** How the pods of stacks are reached. */
export interface StargateArgs {
  /**
   * Address of Stargate that Membership gives to agents: host and port, without a scheme. Variable
   * of the image: `STARGATE_SERVER_URL`.
   * @example "stargate.example.com:443"
   */
  serverUrl?: Input<string>;
  /**
   * Make agents connect to Stargate without TLS. Variable of the image:
   * `STARGATE_SERVER_DISABLE_TLS`.
   * @default false
   */
  disableTls?: Input<boolean>;
  /**
   * Base URL at which Console and Portal reach a stack's API. They replace `#{organizationId}` and
   * `#{stackId}`. Variable of the image: `API_STACK_URL`.
   * @default "http://gateway.#{organizationId}-#{stackId}.svc:8080/api"
   */
  stackApiUrl?: Input<string>;
}

/** A NATS server for events and agents. */
export interface NatsArgs {
  /**
   * URL of the NATS server, or several URLs separated by commas. It is a secret, because it may
   * hold credentials. Variable of the image: `PUBLISHER_NATS_URL`.
   */
  url?: Input<string>;
  /** Existing Secret with that URL. */
  urlSecret?: SecretKeyArgs;
  /**
   * URLs of the NATS servers without credentials, instead of `url`. Variable of the image:
   * `PUBLISHER_NATS_URL`.
   * @example [
   *   "nats://nats.nats.svc:4222"
   * ]
   */
  servers?: Input<string>[];
  /** User name, with `servers`. Variable of the image: `PUBLISHER_NATS_USERNAME`. */
  user?: Input<string>;
  /** Existing Secret with the user name, with `servers` and `passwordSecret`. */
  userSecret?: SecretKeyArgs;
  /** Password, with `servers`. Variable of the image: `PUBLISHER_NATS_PASSWORD`. */
  password?: Input<string>;
  /** Existing Secret with the password, which must be URL-safe. */
  passwordSecret?: SecretKeyArgs;
  /**
   * Timeout of a request, as a Go duration. Variable of the image:
   * `PUBLISHER_NATS_REQUEST_TIMEOUT`.
   * @default 60s for Console and Portal; unset for Membership
   */
  requestTimeout?: Input<string>;
  /**
   * Number of replicas of the JetStream stream. Variable of the image: `JETSTREAM_REPLICAS`.
   * @default 1
   * @see https://docs.nats.io/nats-concepts/jetstream/streams
   */
  jetstreamReplicas?: Input<number>;
}

/** The licence of the enterprise edition. */
export interface LicenceArgs {
  /**
   * Configure a licence. `false` sets none of its variables.
   * @default true
   */
  enabled?: boolean;
  /** Licence token, a JWT from Formance. Variable of the image: `LICENCE_TOKEN`. */
  token?: Input<string>;
  /** Existing Secret with the licence token. */
  tokenSecret?: SecretKeyArgs;
  /**
   * Id of the cluster: the UID of its namespace `kube-system`. Variable of the image:
   * `LICENCE_CLUSTER_ID`.
   */
  clusterId?: Input<string>;
  /**
   * Issuer of the licence token. Variable of the image: `LICENCE_ISSUER`.
   * @default "https://license.formance.cloud/keys"
   */
  issuer?: Input<string>;
}
