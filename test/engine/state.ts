import type { Stack } from "@pulumi/pulumi/automation";

/** A resource of an exported state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** The resources of the stack, with secrets in clear. */
export async function stateOf(stack: Stack): Promise<StateResource[]> {
  const exported: { deployment: unknown } = await stack.exportStack();
  return (exported.deployment as { resources?: StateResource[] }).resources ?? [];
}

/**
 * The texts of every secret in the state, however deep. Short ones tell nothing, and certificates
 * are public although they lie in a Secret beside their key.
 */
export function secretsIn(resources: readonly StateResource[]): string[] {
  const found = new Set<string>();
  for (const { inputs, outputs } of resources) {
    collect(inputs, false, found);
    collect(outputs, false, found);
  }
  return [...found].filter(
    (value) => value.length >= 12 && !value.startsWith("-----BEGIN CERTIFICATE"),
  );
}

function collect(value: unknown, inSecret: boolean, found: Set<string>): void {
  if (typeof value === "string") {
    if (inSecret) found.add(value);
    return;
  }
  if (value === null || typeof value !== "object") return;
  if ("plaintext" in value && typeof value.plaintext === "string") {
    collect(JSON.parse(value.plaintext), true, found);
    return;
  }
  for (const child of Object.values(value)) collect(child, inSecret, found);
}
