import type { types } from "@pulumi/kubernetes";
import { probesDefaults } from "../../facts/defaults";
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
 * after two minutes without an answer, since a restart rarely fixes what a server waits for.
 */
export function httpProbes({ port, readiness, liveness, timing }: ProbeTarget): Probes {
  return {
    startupProbe: {
      httpGet: { path: readiness, port },
      ...timingOf(probesDefaults.startup),
      ...timing?.startup,
    },
    readinessProbe: {
      httpGet: { path: readiness, port },
      ...timingOf(probesDefaults.readiness),
      ...timing?.readiness,
    },
    livenessProbe: {
      httpGet: { path: liveness, port },
      ...timingOf(probesDefaults.liveness),
      ...timing?.liveness,
    },
  };
}

/** The first probe comes at once: Kubernetes' own default. */
function timingOf({
  initialDelaySeconds: _atOnce,
  ...timing
}: (typeof probesDefaults)["startup" | "readiness" | "liveness"]) {
  return timing;
}
