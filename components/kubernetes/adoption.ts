/**
 * Takes an object's fields over from their manager, such as Helm, which would otherwise be a
 * conflict of server-side apply.
 */
export const adoptionAnnotation: Readonly<Record<string, string>> = {
  "pulumi.com/patchForce": "true",
};
