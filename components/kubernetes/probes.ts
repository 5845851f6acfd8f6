import type { types } from "@pulumi/kubernetes";

/** Where a server tells about itself. */
export interface ProbeTarget {
  readonly port: string;
  readonly readiness: string;
  readonly liveness: string;
}

/**
 * Three probes with three aims. Startup: up to three minutes to come up, looked at every 3 s, so
 * a slow start is no failure. Readiness: out of the Service within 15 s. Liveness: a restart only
 * after two minutes without an answer, since a restart rarely mends what a server waits for.
 */
export function httpProbes({ port, readiness, liveness }: ProbeTarget): {
  startupProbe: types.input.core.v1.Probe;
  readinessProbe: types.input.core.v1.Probe;
  livenessProbe: types.input.core.v1.Probe;
} {
  return {
    startupProbe: {
      httpGet: { path: readiness, port },
      periodSeconds: 3,
      timeoutSeconds: 3,
      failureThreshold: 60,
    },
    readinessProbe: {
      httpGet: { path: readiness, port },
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 3,
    },
    livenessProbe: {
      httpGet: { path: liveness, port },
      periodSeconds: 20,
      timeoutSeconds: 5,
      failureThreshold: 6,
    },
  };
}
