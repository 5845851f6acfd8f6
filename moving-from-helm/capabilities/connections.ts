import { below, lost, unused, type Capability } from "./capability";

const exporter = ["enabled", "endpoint", "port", "mode", "exporter", "insecure"];

/** Settings of telemetry, for all services and for one. */
function telemetry(signal: string, names: readonly string[]) {
  return {
    ...below(`global.monitoring.${signal}`, `observability.${signal}`, names),
    ...below(`<migrated>.config.monitoring.${signal}`, `<migrated>.observability.${signal}`, names),
  };
}

const identity = ["serviceName", "attributes"];

/** NATS and telemetry. */
export const connections: readonly Capability[] = [
  {
    id: "F067",
    capability: "Events over NATS",
    when: "global.nats.enabled",
    settings: { "global.nats.requestTimeout": "nats.requestTimeout" },
    values: ["global.nats.url", "<migrated>.config.publisher.{clientID,topicMapping}"],
    config: [
      "nats.url",
      "nats.servers",
      "<migrated>.publisher.clientId",
      "<migrated>.publisher.topicMapping",
    ],
  },
  {
    id: "F068",
    capability: "A login at NATS, written or in Secrets",
    values: ["global.nats.auth.{username,password,existingSecret,secretKeys.*}"],
    config: [
      "nats.user",
      "nats.password",
      "nats.userSecret",
      "nats.passwordSecret",
      "nats.urlSecret",
    ],
    leftOver: {
      "global.nats.auth.user": unused("The chart reads global.nats.auth.username."),
    },
  },
  {
    id: "F069",
    capability: "The JetStream stream",
    when: "global.nats.enabled",
    settings: { "membership.config.publisher.jetstream.replicas": "nats.jetstreamReplicas" },
  },
  {
    id: "F070",
    capability: "Export of traces",
    settings: telemetry("traces", [...exporter, "batch"]),
  },
  {
    id: "F071",
    capability: "Export of metrics",
    settings: telemetry("metrics", exporter),
  },
  {
    id: "F072",
    capability: "Level and format of logs",
    settings: telemetry("logs", ["enabled", "level", "format"]),
    config: ["dex.logLevel"],
    leftOver: {
      "global.monitoring.support.*": lost(
        "The control plane sends nothing to Formance's support collector.",
      ),
    },
  },
  {
    id: "F073",
    capability: "Name and attributes in telemetry",
    settings: {
      ...below("<migrated>.config.monitoring", "<migrated>.observability", identity),
      ...below("global.monitoring", "observability", identity),
    },
  },
  {
    id: "F074",
    capability: "The pod's name in telemetry",
    chart: "always",
    reason: "Always there, as in the chart.",
  },
];
