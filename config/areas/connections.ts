import * as z from "zod";
import { count, duration, port, secretKeyRef, secretText, text } from "../fields";
import { optional, type FieldNotes } from "../notes";
import { serverHost, hostWithPort, httpUrl, matching, natsServer, natsUrl } from "../text-formats";

/** Where the pods of stacks are reached. */
export const stargate = z.strictObject({
  serverUrl: optional(
    text(hostWithPort),
    "Address that Membership hands to agents: host and port, no scheme.",
  ),
  disableTls: optional(z.boolean(), "Tell agents not to use TLS towards it.", { default: false }),
  stackApiUrl: optional(
    text((value) => httpUrl(value.replaceAll(/#\{\w+\}/g, "x"))),
    "Base URL at which Console and Portal reach the API of a stack; the services fill in `#{organizationId}` and `#{stackId}`.",
    { default: "http://gateway.#{organizationId}-#{stackId}.svc:8080/api" },
  ),
});

/** Events and agents over NATS. */
export const nats = z.strictObject({
  url: optional(
    secretText(natsUrl),
    "URL of the server, or several separated by commas. It may hold credentials, so it is a secret.",
  ),
  urlSecret: optional(secretKeyRef(), "Existing Secret with that URL."),
  servers: optional(
    z.array(text(natsServer)).min(1),
    "URLs of the servers without credentials, in place of `url`.",
  ),
  user: optional(text(), "User, with `servers`."),
  userSecret: optional(
    secretKeyRef(),
    "Existing Secret with the user, with `servers` and `passwordSecret`.",
  ),
  password: optional(secretText(), "Password, with `servers`."),
  passwordSecret: optional(
    secretKeyRef(),
    "Existing Secret with the password, which must be fit for a URL as it is.",
  ),
  requestTimeout: optional(duration(), "Time limit of a request, as a Go duration.", {
    defaultText: "60s for Console and Portal; none is set for Membership",
  }),
  jetstreamReplicas: optional(count(), "Replicas of the JetStream stream.", { default: 1 }),
});

const jwt = matching(
  /^[\w-]+\.[\w-]+\.[\w-]+$/,
  "is not a licence token. It is a JWT: three parts joined by dots.",
);

const uuid = matching(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  "is not a UUID. Read it with: kubectl get namespace kube-system -o jsonpath={.metadata.uid}",
);

/** Licence of the enterprise edition. */
export const licence = z.strictObject({
  enabled: optional(z.boolean(), "Tell Membership of a licence at all.", { default: true }),
  token: optional(secretText(jwt), "Licence token, a JWT."),
  tokenSecret: optional(secretKeyRef(), "Existing Secret with the token."),
  clusterId: optional(text(uuid), "Id of the cluster: the UID of the namespace `kube-system`."),
  issuer: optional(text(httpUrl), "Issuer of the token.", {
    default: "https://license.formance.cloud/keys",
  }),
});

const otlp = (endpoint: FieldNotes) => ({
  enabled: optional(z.boolean(), "Export the signal.", { default: false }),
  endpoint: optional(text(serverHost), "Host of the collector.", endpoint),
  port: optional(port(), "TCP port of the collector.", { default: 4317 }),
  mode: optional(z.enum(["grpc", "http"]), "Protocol.", { default: "grpc" }),
  exporter: optional(text(), "Name of the exporter.", { default: "otlp" }),
  insecure: optional(z.boolean(), "Speak to the collector without TLS.", { default: true }),
});

const traces = z.strictObject({
  ...otlp({ default: "localhost" }),
  batch: optional(z.boolean(), "Send spans in batches.", { default: false }),
});

/** Name and topics of a service at NATS. */
export const publisher = (service: string) =>
  optional(
    z.strictObject({
      clientId: optional(text(), "Client id.", { default: service }),
      topicMapping: optional(text(), "Mapping of topics.", { default: service }),
    }),
    "Name and topics at NATS.",
  );

/** Traces, metrics and logs of all services. */
export const observability = z.strictObject({
  serviceName: optional(text(), "Name in the telemetry.", { defaultText: "the service's own" }),
  traces: optional(traces, "Traces by OTLP."),
  metrics: optional(z.strictObject(otlp({})), "Metrics by OTLP."),
  logs: optional(
    z.strictObject({
      enabled: optional(z.boolean(), "Set the log variables at all.", { default: true }),
      level: optional(
        z.enum(["trace", "debug", "info", "warn", "error"]),
        "Lowest level that is written.",
        { default: "info" },
      ),
      format: optional(z.enum(["json", "text"]), "Format.", { default: "json" }),
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
    "Further resource attributes, `name=value` separated by spaces.",
  ),
});

/** The same of one service. */
export const ownObservability = () =>
  optional(
    observability,
    "Traces, metrics and logs, where they differ from those of all services; each field on its own.",
  );
