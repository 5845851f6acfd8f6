/** The part of a control plane that an object belongs to. */
export interface Identity {
  /** The control plane's name; tells two of them in one namespace apart. */
  readonly instance: string;
  /** The service, e.g. `membership`. */
  readonly service: string;
}

/**
 * Labels of every object, after the Kubernetes recommendation. `component` tells a server's pods
 * from those of its Jobs, so that a Service never selects a Job.
 */
export function labels(identity: Identity, component = "server"): Record<string, string> {
  return {
    ...selectorLabels(identity, component),
    "app.kubernetes.io/part-of": "formance-control-plane",
    "app.kubernetes.io/managed-by": "pulumi",
  };
}

/** The labels of every pod of one control plane, and of no other pod. */
export function partLabels(instance: string): Record<string, string> {
  return {
    "app.kubernetes.io/instance": instance,
    "app.kubernetes.io/part-of": "formance-control-plane",
  };
}

/** The labels that selectors use; they never change during an object's life. */
export function selectorLabels(identity: Identity, component = "server"): Record<string, string> {
  return {
    "app.kubernetes.io/name": identity.service,
    "app.kubernetes.io/instance": identity.instance,
    "app.kubernetes.io/component": component,
  };
}
