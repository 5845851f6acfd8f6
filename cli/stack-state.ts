/** A resource as the engine's state has it, its secrets in clear. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The resources of an exported state. */
export function resourcesOf(deployment: unknown): StackResource[] {
  return rawResources(deployment).map(({ urn, type, inputs, outputs }) => ({
    urn: String(urn),
    type: String(type),
    inputs: record(inClear(inputs)),
    outputs: record(inClear(outputs)),
  }));
}

/** The stack's outputs, its secrets in clear; none before the first deployment. */
export function outputsOf(deployment: unknown): Readonly<Record<string, unknown>> {
  const root = resourcesOf(deployment).find(({ type }) => type === "pulumi:pulumi:Stack");
  return root?.outputs ?? {};
}

/**
 * The texts that an exported state marks as secret. A text that it also has in clear is none: a
 * whole connection is marked for the sake of its password, host and user included.
 */
export function secretsOf(deployment: unknown): string[] {
  const marked = new Set<string>();
  const open = new Set<string>();
  const visit = (value: unknown, secret: boolean): void => {
    if (typeof value === "string") (secret ? marked : open).add(value);
    else if (Array.isArray(value)) for (const child of value) visit(child, secret);
    else {
      const hidden = hiddenValue(value);
      if (hidden !== undefined) visit(hidden, true);
      else for (const child of Object.values(record(value))) visit(child, secret);
    }
  };
  for (const { inputs, outputs } of rawResources(deployment)) {
    visit(inputs, false);
    visit(outputs, false);
  }
  return [...marked].filter((text) => text !== "" && !open.has(text));
}

/**
 * What marks a secret. Its value is beside it: as JSON in an exported state, as it is in what a
 * program registers.
 */
const SECRET_MARK = "4dabf18193072939515e22adb298388d";

function hiddenValue(value: unknown): unknown {
  const fields = record(value);
  if (!(SECRET_MARK in fields)) return undefined;
  return typeof fields.plaintext === "string"
    ? (JSON.parse(fields.plaintext) as unknown)
    : fields.value;
}

/** A value with its secrets in clear. */
export function inClear(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClear);
  if (typeof value !== "object" || value === null) return value;
  const hidden = hiddenValue(value);
  if (hidden !== undefined) return inClear(hidden);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inClear(child)]));
}

function rawResources(deployment: unknown): Readonly<Record<string, unknown>>[] {
  const { resources } = record(deployment);
  return Array.isArray(resources) ? resources.map(record) : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
