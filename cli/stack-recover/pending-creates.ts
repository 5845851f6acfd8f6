/** A resource of a state. */
interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly delete?: boolean;
  readonly pendingReplacement?: boolean;
  readonly [key: string]: unknown;
}

/** An operation that was cut off. */
interface Operation {
  readonly type: string;
  readonly resource: Resource;
}

/** The parts of an exported state that matter here. */
export interface Deployment {
  readonly resources?: readonly Resource[];
  readonly pending_operations?: readonly Operation[];
  readonly [key: string]: unknown;
}

/** What was being created when an update was cut off, by type and name. */
export function pendingCreates({ pending_operations: operations = [] }: Deployment): string[] {
  return operations.filter(isCreate).map(({ resource }) => shortName(resource.urn));
}

/** Type and name of a resource, of its URN. */
export function shortName(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name}`;
}

/** A state without pending creates. */
export interface Recovered {
  readonly deployment: Deployment;
  /** URNs of what may be there, which a refresh finds out. */
  readonly takenUp: readonly string[];
  /** URNs of what is created again, whether it is there or not: values, and what has no name. */
  readonly createdAgain: readonly string[];
}

/**
 * The state with what was being created when an update was cut off: as if it had been created, where
 * its name tells what to look for. The next refresh removes what isn't there. The engine itself keeps
 * such creates for ever, and creates each again, which fails for what is there.
 */
export function withoutPendingCreates(deployment: Deployment): Recovered {
  const { resources = [], pending_operations: operations = [] } = deployment;
  let recovered = [...resources];
  const takenUp: string[] = [];
  const createdAgain: string[] = [];
  for (const { resource } of operations.filter(isCreate)) {
    const { urn } = resource;
    const id = idOf(resource);
    // An update after the one that was cut off may have created it.
    const isThere = recovered.some((each) => each.urn === urn && each.id === id);
    if (isThere && id !== undefined) continue;
    if (id === undefined) {
      createdAgain.push(urn);
      continue;
    }
    recovered = [
      ...recovered.filter((each) => !(each.urn === urn && each.pendingReplacement === true)),
      { ...resource, id, outputs: resource.inputs },
    ].map((each, index, all) =>
      // What it was to replace is deleted by the next update.
      each.urn === urn && index < all.length - 1 ? { ...each, delete: true } : each,
    );
    takenUp.push(urn);
  }
  return {
    deployment: {
      ...deployment,
      resources: recovered,
      pending_operations: operations.filter((operation) => !isCreate(operation)),
    },
    takenUp,
    createdAgain,
  };
}

function isCreate({ type }: Operation): boolean {
  return type === "creating";
}

/** The provider's id of what has these inputs, where they tell it. */
function idOf({ type, inputs }: Resource): string | undefined {
  if (/^postgresql:index\/(?:role|database):/.test(type)) return textOf(inputs?.name);
  if (!type.startsWith("kubernetes:")) return undefined;
  const metadata = inputs?.metadata as Readonly<Record<string, unknown>> | undefined;
  const [name, namespace] = [textOf(metadata?.name), textOf(metadata?.namespace)];
  return name === undefined || namespace === undefined ? name : `${namespace}/${name}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
