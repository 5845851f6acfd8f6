import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** OpenTelemetry export of one signal. */
export interface OtlpArgs {
  /**
   * Export the signal.
   * @default false
   */
  enabled?: boolean;
  /**
   * Host of the collector.
   * @default "localhost" for traces, none for metrics
   */
  endpoint?: Input<string>;
  /**
   * Port of the collector.
   * @default 4317
   */
  port?: Input<number>;
  /**
   * `grpc` or `http`.
   * @default "grpc"
   */
  mode?: Input<string>;
  /**
   * Exporter name.
   * @default "otlp"
   */
  exporter?: Input<string>;
  /**
   * Speak to the collector without TLS.
   * @default true
   */
  insecure?: Input<boolean>;
  /**
   * Send spans in batches (traces only).
   * @default false
   */
  batch?: Input<boolean>;
}

/** Logs of the services. */
export interface LogsArgs {
  /**
   * Set the log variables at all.
   * @default true
   */
  enabled?: boolean;
  /**
   * Level, e.g. `info` or `debug`.
   * @default "info"
   */
  level?: Input<string>;
  /**
   * `json` or `text`.
   * @default "json"
   */
  format?: string;
}

/** Traces, metrics and logs of all services. */
export interface ObservabilityArgs {
  /** Traces by OTLP. */
  traces?: OtlpArgs;
  /** Metrics by OTLP. */
  metrics?: OtlpArgs;
  /** Logs on standard output. */
  logs?: LogsArgs;
  /** Further resource attributes, `name=value` separated by spaces. */
  attributes?: Input<string>;
  /**
   * Name in the telemetry.
   * @default the service's own
   */
  serviceName?: Input<string>;
}

/** A NATS server for events and for the agents of regions. */
export interface NatsArgs {
  /** URL of the server; it may hold credentials and is kept in a Secret. */
  url?: Input<string>;
  /** Existing Secret with that URL. */
  urlSecret?: SecretKeyArgs;
  /** URLs of the servers without credentials, in place of `url`. */
  servers?: Input<string>[];
  /** User, with `servers`. */
  user?: Input<string>;
  /** Existing Secret with the user, with `servers` and `passwordSecret`. */
  userSecret?: SecretKeyArgs;
  /** Password, with `servers`. */
  password?: Input<string>;
  /** Existing Secret with the password, which must be fit for a URL as it is. */
  passwordSecret?: SecretKeyArgs;
  /**
   * Time limit of a request, as a Go duration.
   * @default 60s for Console and Portal; none is set for Membership
   */
  requestTimeout?: Input<string>;
  /**
   * Replicas of the JetStream stream.
   * @default 1
   */
  jetstreamReplicas?: Input<number>;
}

/** What a service says of itself to NATS. */
export interface PublisherArgs {
  /**
   * Client id.
   * @default the service's name
   */
  clientId?: Input<string>;
  /**
   * Mapping of topics.
   * @default the service's name
   */
  topicMapping?: Input<string>;
}

/** The licence of the enterprise edition. */
export interface LicenceArgs {
  /**
   * Tell Membership of a licence at all.
   * @default true
   */
  enabled?: boolean;
  /** The licence token, a JWT. */
  token?: Input<string>;
  /** Existing Secret with the token. */
  tokenSecret?: SecretKeyArgs;
  /** Id of the cluster: the UID of the namespace `kube-system`. */
  clusterId?: Input<string>;
  /**
   * Issuer of the token.
   * @default "https://license.formance.cloud/keys"
   */
  issuer?: Input<string>;
}

/** Sentry in Console and Portal. */
export interface SentryArgs {
  /** DSN of the project. */
  dsn: Input<string>;
  /** Environment name. */
  environment?: Input<string>;
  /**
   * Release name.
   * @default the tag of the image
   */
  release?: Input<string>;
  /** Token for uploads. */
  authToken?: Input<string>;
  /** Existing Secret with that token. */
  authTokenSecret?: SecretKeyArgs;
}

/** Where the pods of stacks are reached. */
export interface StargateArgs {
  /** Address that Membership hands to agents, host and port. */
  serverUrl?: Input<string>;
  /**
   * Tell agents not to use TLS towards it.
   * @default false
   */
  disableTls?: Input<boolean>;
  /**
   * Base URL at which Console and Portal reach the API of a stack. `#{organizationId}` and
   * `#{stackId}` are filled in by the services.
   * @default "http://gateway.#{organizationId}-#{stackId}.svc:8080/api"
   */
  stackApiUrl?: Input<string>;
}
