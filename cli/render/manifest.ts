/** A Kubernetes object as a cluster takes it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

const REDACTED = "(secret)";
/** Annotations for Pulumi's provider, which mean nothing to a cluster. */
const PROVIDER = "pulumi.com/";

/**
 * A resource's inputs as a manifest; nothing where they are no single Kubernetes object. The values
 * of Secrets are left out unless they are asked for.
 */
export function manifestOf(
  { type, inputs }: { type: string; inputs: Readonly<Record<string, unknown>> },
  options: { readonly showSecrets: boolean },
): Manifest | undefined {
  const { apiVersion, kind, metadata, ...body } = inputs;
  if (!type.startsWith("kubernetes:") || type.startsWith("kubernetes:meta/")) return undefined;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  const { name, namespace, annotations, ...place } = (metadata ?? {}) as Record<string, unknown>;
  if (typeof name !== "string") return undefined;
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !key.startsWith(PROVIDER));
  const shown =
    kind === "Secret" && !options.showSecrets
      ? { ...body, ...redacted(body, "data"), ...redacted(body, "stringData") }
      : body;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(typeof namespace === "string" && { namespace }),
      ...place,
      ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    },
    ...shown,
  };
}

function redacted(body: Readonly<Record<string, unknown>>, field: string): Record<string, unknown> {
  const values = body[field];
  if (typeof values !== "object" || values === null) return {};
  return { [field]: Object.fromEntries(Object.keys(values).map((key) => [key, REDACTED])) };
}
