import type { Input } from "@pulumi/pulumi";

/** A key of a Secret that exists already in the control plane's namespace. */
export interface SecretKeyArgs {
  /** Name of the Secret. */
  name: Input<string>;
  /** Key inside the Secret. */
  key: Input<string>;
}

/** The public address of one service: `<scheme>://<host><path>`. */
export interface AddressArgs {
  /**
   * URL scheme, `https` or `http`.
   * @default "https"
   */
  scheme?: Input<string>;
  /**
   * Host name, with neither scheme nor path.
   * @default the service's name followed by the domain, e.g. `console.example.com`
   */
  host?: Input<string>;
  /**
   * Path below the host, beginning with a slash. Only Dex has one.
   * @default ""
   */
  path?: Input<string>;
}

/** One container image. */
export interface ImageArgs {
  /**
   * Repository below the registry.
   * @default the service's repository, e.g. `membership`
   */
  repository?: Input<string>;
  /** Tag. The default is the version that this release was written for. */
  tag?: Input<string>;
  /** Digest, `sha256:` and 64 hexadecimal digits; wins over the tag. */
  digest?: Input<string>;
}

/** A name and a value for a container's environment. */
export interface EnvVarArgs {
  /** Name of the variable. */
  name: string;
  /** Value in clear. For a secret use `secret` or `secretRef`. */
  value?: Input<string>;
  /** Secret value; it reaches the pod through the workload's own Secret. */
  secret?: Input<string>;
  /** Key of an existing Secret. */
  secretRef?: SecretKeyArgs;
}

/** Amounts of CPU and memory, as Kubernetes writes them (`250m`, `256Mi`). */
export interface ResourceAmountsArgs {
  /** CPU, e.g. `250m`. */
  cpu?: Input<string>;
  /** Memory, e.g. `256Mi`. */
  memory?: Input<string>;
}

/** CPU and memory of a container. */
export interface ResourcesArgs {
  /** What the scheduler reserves. */
  requests?: ResourceAmountsArgs;
  /** What the container may use at most. */
  limits?: ResourceAmountsArgs;
}

/** A toleration of a pod, as Kubernetes defines it. */
export interface TolerationArgs {
  /** Taint key; absent means every taint. */
  key?: Input<string>;
  /** `Exists` or `Equal`. */
  operator?: Input<string>;
  /** Taint value, with `Equal`. */
  value?: Input<string>;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`; absent means all. */
  effect?: Input<string>;
}

/** What every Deployment of the control plane lets you set. */
export interface WorkloadArgs {
  /**
   * Number of pods. A PodDisruptionBudget is made when it is above 1.
   * @default 1
   */
  replicas?: number;
  /** CPU and memory. The default reserves a little of both and limits memory. */
  resources?: ResourcesArgs;
  /** Further environment variables, after the service's own. */
  env?: EnvVarArgs[];
  /** Annotations of the pods. */
  podAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Annotations of the ServiceAccount, e.g. for a cloud role. */
  serviceAccountAnnotations?: Input<{ [key: string]: Input<string> }>;
  /** Labels that a node must have. */
  nodeSelector?: Input<{ [key: string]: Input<string> }>;
  /** Tolerations of the pods. */
  tolerations?: TolerationArgs[];
  /** Name of a PriorityClass. */
  priorityClassName?: Input<string>;
  /**
   * Numeric user that the container runs as.
   * @default 1000; Dex 1001
   */
  runAsUser?: Input<number>;
  /**
   * Keep the container's root file system read-only; `/tmp` stays writable.
   * @default true
   */
  readOnlyRootFilesystem?: Input<boolean>;
}

/** Image of one container, and how it is pulled. */
export interface ContainerImageArgs extends ImageArgs {
  /**
   * Registry and path before the repository.
   * @default "ghcr.io/formancehq"
   */
  registry?: Input<string>;
  /**
   * `IfNotPresent`, `Always` or `Never`.
   * @default "IfNotPresent"
   */
  pullPolicy?: Input<string>;
  /** Names of existing Secrets with registry credentials. */
  pullSecrets?: Input<Input<string>[]>;
}

/** How a Postgres database is reached by the pods. */
export interface DatabaseConnectionArgs {
  /** Host name or address, as the pods see it. */
  host: Input<string>;
  /**
   * TCP port.
   * @default 5432
   */
  port?: Input<number>;
  /** Name of the database. */
  database: Input<string>;
  /** Role to log in as. */
  user: Input<string>;
  /** The role's password. Either this, `passwordSecret` or `url`. */
  password?: Input<string>;
  /** Existing Secret with the password. The password must then be fit for a URL as it is. */
  passwordSecret?: SecretKeyArgs;
  /** A whole connection URL; wins over every other field. */
  url?: Input<string>;
  /**
   * `verify-full`, `verify-ca`, `require` or `disable`.
   * @default "verify-full"
   */
  tlsMode?: Input<string>;
  /** PEM of the authority that signed the server's certificate. Absent: the system's authorities. */
  tlsCa?: Input<string>;
}

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
}

/** A NATS server for events and for the agents of regions. */
export interface NatsArgs {
  /** URL of the server; it may hold credentials and is kept in a Secret. */
  url: Input<string>;
  /** Time limit of a request, e.g. `60s`, for Console and Portal. */
  requestTimeout?: Input<string>;
  /**
   * Replicas of the JetStream stream.
   * @default 1
   */
  jetstreamReplicas?: Input<number>;
}

/** The licence of the enterprise edition. */
export interface LicenceArgs {
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

/** An OAuth client of Membership. */
export interface OAuthClientArgs {
  /** Client id. */
  id: string;
  /** A client that can't keep a secret, such as a command line. */
  public?: boolean;
  /** Client secret. Generated when absent, unless the client is public. */
  secret?: Input<string>;
  /** Redirect URIs. */
  redirectUris?: Input<Input<string>[]>;
  /** Redirect URIs after logging out. */
  postLogoutRedirectUris?: Input<Input<string>[]>;
  /** Scopes that the client may ask for. */
  scopes?: Input<Input<string>[]>;
}
