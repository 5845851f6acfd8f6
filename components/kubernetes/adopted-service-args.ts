/** A server whose Service may have been somebody else's. */
export interface AdoptedServiceArgs {
  /**
   * Name of an existing Service that becomes this server's, once the first pod is ready. The
   * Kubernetes provider takes it over with `upsertExistingObjects` only.
   * @default none: a Service of the server's own name is created
   */
  adoptedService?: string;
}
