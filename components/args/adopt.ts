/** Full names of a release's services, where `nameOverride` or `fullnameOverride` changed them. */
export interface AdoptedNamesArgs {
  /** Dex. @default "<release>-dex" */
  dex?: string;
  /** Membership. @default "<release>-membership" */
  membership?: string;
  /** Console. @default "<release>-console-v3" */
  console?: string;
  /** Portal. @default "<release>-portal" */
  portal?: string;
}

/**
 * A release of the vendor's Helm chart whose Services, Ingresses and target group bindings become
 * the control plane's, in its namespace and by its names. Addresses, load balancers and
 * certificates stay; no pod of the release is touched.
 */
export interface AdoptArgs {
  /** Name of the release. */
  release: string;
  /** Full names of its services, where they aren't the chart's own. */
  fullNames?: AdoptedNamesArgs;
}

/** A server whose Service may have been somebody else's. */
export interface AdoptedServiceArgs {
  /**
   * Name of a Service that is there and becomes this server's, once the first pod is ready. The
   * Kubernetes provider takes it over with `upsertExistingObjects` only.
   * @default none: a Service of the server's own name is made
   */
  adoptedService?: string;
}
