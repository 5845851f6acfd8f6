import * as z from "zod";
import { count, duration, port, secretKeyRef, secretText, text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, type FieldNotes } from "../notes";
import { serverHost, hostWithPort, matching } from "../text-formats";
import { baseUrl, issuer, natsServer, natsUrl } from "../url-formats";

const object = objectsIn("connections");

/** How the control plane and its agents reach the pods of stacks. */
export const stargate = object("StargateArgs", "How the pods of stacks are reached.", {
  serverUrl: optional(
    text(hostWithPort),
    "Address of Stargate that Membership gives to agents: host and port, without a scheme.",
    { example: "stargate.example.com:443", env: "STARGATE_SERVER_URL" },
  ),
  disableTls: optional(z.boolean(), "Make agents connect to Stargate without TLS.", {
    default: false,
    env: "STARGATE_SERVER_DISABLE_TLS",
  }),
  stackApiUrl: optional(
    text((value) => baseUrl(value.replaceAll(/#\{\w+\}/g, "x"))),
    "Base URL at which Console and Portal reach a stack's API. They replace `#{organizationId}` and `#{stackId}`.",
    {
      default: "http://gateway.#{organizationId}-#{stackId}.svc:8080/api",
      env: "API_STACK_URL",
    },
  ),
});

/** Events and agents over NATS. */
export const nats = object("NatsArgs", "A NATS server for events and agents.", {
  url: optional(
    secretText(natsUrl),
    "URL of the NATS server, or several URLs separated by commas. It is a secret, because it may hold credentials.",
    { env: "PUBLISHER_NATS_URL" },
  ),
  urlSecret: optional(secretKeyRef(), "Existing Secret with that URL."),
  servers: optional(
    z.array(text(natsServer)).min(1),
    "URLs of the NATS servers without credentials, instead of `url`.",
    { example: ["nats://nats.nats.svc:4222"], env: "PUBLISHER_NATS_URL", plain: "entries" },
  ),
  user: optional(text(), "User name, with `servers`.", { env: "PUBLISHER_NATS_USERNAME" }),
  userSecret: optional(
    secretKeyRef(),
    "Existing Secret with the user name, with `servers` and `passwordSecret`.",
  ),
  password: optional(secretText(), "Password, with `servers`.", { env: "PUBLISHER_NATS_PASSWORD" }),
  passwordSecret: optional(
    secretKeyRef(),
    "Existing Secret with the password, which must be URL-safe.",
  ),
  requestTimeout: optional(duration(), "Timeout of a request, as a Go duration.", {
    defaultText: "60s for Console and Portal; unset for Membership",
    env: "PUBLISHER_NATS_REQUEST_TIMEOUT",
  }),
  jetstreamReplicas: optional(count(), "Number of replicas of the JetStream stream.", {
    default: 1,
    env: "JETSTREAM_REPLICAS",
    see: "https://docs.nats.io/nats-concepts/jetstream/streams",
  }),
});

const jwt = matching(
  /^[\w-]+\.[\w-]+\.[\w-]+$/,
  "is not a licence token. A token is a JWT: three parts joined by dots.",
);

const uuid = matching(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  "is not a UUID. Read it with: kubectl get namespace kube-system -o jsonpath={.metadata.uid}",
);

/** Licence of the enterprise edition. */
export const licence = object("LicenceArgs", "The licence of the enterprise edition.", {
  enabled: optional(z.boolean(), "Configure a licence. `false` sets none of its variables.", {
    default: true,
    plain: true,
  }),
  token: optional(secretText(jwt), "Licence token, a JWT from Formance.", { env: "LICENCE_TOKEN" }),
  tokenSecret: optional(secretKeyRef(), "Existing Secret with the licence token."),
  clusterId: optional(text(uuid), "Id of the cluster: the UID of its namespace `kube-system`.", {
    env: "LICENCE_CLUSTER_ID",
  }),
  issuer: optional(text(issuer), "Issuer of the licence token.", {
    default: "https://license.formance.cloud/keys",
    env: "LICENCE_ISSUER",
  }),
});

const otlp = (prefix: string, endpoint: FieldNotes) => ({
  enabled: optional(z.boolean(), "Export the signal.", {
    default: false,
    env: prefix,
    plain: true,
  }),
  endpoint: optional(text(serverHost), "Host of the collector.", {
    ...endpoint,
    example: "otel-collector.monitoring.svc",
    env: `${prefix}_ENDPOINT`,
  }),
  port: optional(port(), "TCP port of the collector.", { default: 4317, env: `${prefix}_PORT` }),
  mode: optional(z.enum(["grpc", "http"]), "OTLP protocol.", {
    default: "grpc",
    env: `${prefix}_EXPORTER_OTLP_MODE`,
  }),
  exporter: optional(text(), "Name of the exporter.", {
    default: "otlp",
    env: `${prefix}_EXPORTER`,
  }),
  insecure: optional(z.boolean(), "Connect to the collector without TLS.", {
    default: true,
    env: `${prefix}_EXPORTER_OTLP_INSECURE`,
  }),
});

const traces = object("OtlpArgs", "OpenTelemetry export of one signal.", {
  ...otlp("OTEL_TRACES", { default: "localhost" }),
  batch: optional(z.boolean(), "Send spans in batches.", {
    default: false,
    env: "OTEL_TRACES_BATCH",
  }),
});

/** Client id and topics of a service at NATS. */
export const publisher = (service: string) =>
  optional(
    object("PublisherArgs", "Client id and topics of a service at NATS.", {
      clientId: optional(text(), "Client id at NATS.", {
        default: service,
        env: "PUBLISHER_NATS_CLIENT_ID",
      }),
      topicMapping: optional(text(), "Topics to publish to.", {
        default: service,
        env: "PUBLISHER_TOPIC_MAPPING",
      }),
    }),
    "Client id and topics at NATS.",
  );

/** Traces, metrics and logs of all services. */
export const observability = object("ObservabilityArgs", "Traces, metrics and logs.", {
  serviceName: optional(text(), "Service name in the telemetry.", {
    defaultText: "the service's own",
    env: "OTEL_SERVICE_NAME",
  }),
  traces: optional(traces, "Traces, exported over OTLP."),
  metrics: optional(
    object("OtlpArgs", "OpenTelemetry export of one signal.", otlp("OTEL_METRICS", {})),
    "Metrics, exported over OTLP.",
  ),
  logs: optional(
    object("LogsArgs", "Logs on standard output.", {
      enabled: optional(z.boolean(), "Set the logging variables.", {
        default: true,
        env: "LOGS_ENABLED",
        plain: true,
      }),
      level: optional(
        z.enum(["trace", "debug", "info", "warn", "error"]),
        "Lowest level that is logged.",
        { default: "info", env: "LOGS_LEVEL" },
      ),
      format: optional(z.enum(["json", "text"]), "Format of the logs.", {
        default: "json",
        env: "JSON_FORMATTING_LOGGER",
        plain: true,
      }),
    }),
    "Logs on standard output.",
  ),
  attributes: optional(
    text(
      matching(
        /^[^\s=]+=\S+( [^\s=]+=\S+)*$/,
        "is not a list of attributes. Write name=value, separated by single spaces.",
      ),
    ),
    "Additional resource attributes: `name=value`, separated by spaces.",
    { example: "region=eu-1 team=payments", env: "OTEL_RESOURCE_ATTRIBUTES" },
  ),
});

/** The same for one service. */
export const ownObservability = () =>
  optional(
    observability,
    "Traces, metrics and logs of this service. Each field overrides the one of `observability`.",
  );
