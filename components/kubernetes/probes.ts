import type { types } from "@pulumi/kubernetes";
import type { ProbesArgs } from "../args/server";

type Probe = types.input.core.v1.Probe;

/** The three probes of a container. */
export interface Probes {
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
}

/** Where a server tells about itself. */
export interface ProbeTarget {
  readonly port: string;
  readonly readiness: string;
  readonly liveness: string;
  /** Timing that differs from the defaults. */
  readonly timing: ProbesArgs | undefined;
}

/**
 * Three probes with three aims. Startup: up to three minutes to come up, looked at every 3 s, so
 * a slow start is no failure. Readiness: out of the Service within 15 s. Liveness: a restart only
 * after two minutes without an answer, since a restart rarely mends what a server waits for.
 */
export function httpProbes({ port, readiness, liveness, timing }: ProbeTarget): Probes {
  return {
    startupProbe: {
      httpGet: { path: readiness, port },
      periodSeconds: 3,
      timeoutSeconds: 3,
      failureThreshold: 60,
      ...timing?.startup,
    },
    readinessProbe: {
      httpGet: { path: readiness, port },
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 3,
      ...timing?.readiness,
    },
    livenessProbe: {
      httpGet: { path: liveness, port },
      periodSeconds: 20,
      timeoutSeconds: 5,
      failureThreshold: 6,
      ...timing?.liveness,
    },
  };
}
