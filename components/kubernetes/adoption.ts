/** A server whose Service may have been somebody else's. */
export interface AdoptedServiceArgs {
  /**
   * Name of an existing Service that becomes this server's, once the first pod is ready. The
   * Kubernetes provider takes it over with `upsertExistingObjects` only.
   * @default none: a Service of the server's own name is created
   */
  adoptedService?: string;
}

/**
 * Takes an object's fields over from their manager, such as Helm, which would otherwise be a
 * conflict of server-side apply.
 */
export const adoptionAnnotation: Readonly<Record<string, string>> = {
  "pulumi.com/patchForce": "true",
};
