import { output, type Input } from "@pulumi/pulumi";
import { logsDefaults, observabilityDefaults, otlpDefaults } from "../../facts/defaults";
import type { ObservabilityArgs, OtlpArgs } from "../args/connections";
import type { EnvEntry } from "../kubernetes/env";

/** The pod's name; it comes before every variable that refers to it. */
export const podName: EnvEntry = { name: "POD_NAME", fieldPath: "metadata.name" };

/**
 * Traces, logs and metrics of one service. The names are those of the vendor's charts: the
 * services read some of them through their libraries, others on their own.
 */
export function observabilityEnv(
  serviceName: string,
  observability: ObservabilityArgs | undefined,
): EnvEntry[] {
  const attributes = observability?.attributes;
  return [
    { name: "OTEL_SERVICE_NAME", value: observability?.serviceName ?? serviceName },
    {
      name: "OTEL_RESOURCE_ATTRIBUTES",
      value:
        attributes === undefined
          ? "pod-name=$(POD_NAME)"
          : output(attributes).apply((more) => `pod-name=$(POD_NAME) ${more}`),
    },
    ...traces(observability?.traces),
    ...logs(observability),
    ...metrics(observability?.metrics),
  ];
}

function traces(otlp: OtlpArgs | undefined): EnvEntry[] {
  if (otlp?.enabled !== true) return [];
  return [
    { name: "OTEL_TRACES", value: "true" },
    { name: "OTEL_TRACES_BATCH", value: text(otlp.batch ?? observabilityDefaults.traces.batch) },
    ...exporter("OTEL_TRACES", otlp, observabilityDefaults.traces.endpoint),
  ];
}

function metrics(otlp: OtlpArgs | undefined): EnvEntry[] {
  if (otlp?.enabled !== true) return [];
  return [{ name: "OTEL_METRICS", value: "true" }, ...exporter("OTEL_METRICS", otlp, "")];
}

function exporter(prefix: string, otlp: OtlpArgs, defaultEndpoint: string): EnvEntry[] {
  const endpoint = otlp.endpoint ?? defaultEndpoint;
  const port = otlp.port ?? otlpDefaults.port;
  return [
    { name: `${prefix}_ENDPOINT`, value: endpoint },
    { name: `${prefix}_PORT`, value: text(port) },
    { name: `${prefix}_EXPORTER`, value: otlp.exporter ?? otlpDefaults.exporter },
    {
      name: `${prefix}_EXPORTER_OTLP_INSECURE`,
      value: text(otlp.insecure ?? otlpDefaults.insecure),
    },
    { name: `${prefix}_EXPORTER_OTLP_MODE`, value: otlp.mode ?? otlpDefaults.mode },
    {
      name: `${prefix}_EXPORTER_OTLP_ENDPOINT`,
      value: output([endpoint, port] as const).apply(([host, number]) =>
        host === "" ? "" : `${host}:${number}`,
      ),
    },
  ];
}

function logs(observability: ObservabilityArgs | undefined): EnvEntry[] {
  const settings = observability?.logs;
  if (settings?.enabled === false) return [];
  return [
    { name: "LOGS_ENABLED", value: "true" },
    { name: "LOGS_LEVEL", value: settings?.level ?? logsDefaults.level },
    ...((settings?.format ?? logsDefaults.format) === "json"
      ? [{ name: "JSON_FORMATTING_LOGGER", value: "true" }]
      : []),
  ];
}

/** A boolean or number as a variable's text. */
export function text(value: Input<boolean | number>) {
  return output(value).apply((v) => String(v));
}

/** What holds for all services, with what one of them has otherwise. */
export function ownObservability(
  all: ObservabilityArgs | undefined,
  own: ObservabilityArgs | undefined,
): ObservabilityArgs | undefined {
  if (all === undefined || own === undefined) return own ?? all;
  return {
    ...all,
    ...own,
    traces: { ...all.traces, ...own.traces },
    metrics: { ...all.metrics, ...own.metrics },
    logs: { ...all.logs, ...own.logs },
  };
}
