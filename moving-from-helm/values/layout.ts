import { merge } from "../../yaml/merge";
import { isMapping, type Mapping } from "../../config/path";
import { kindOf } from "../../messages/value-words";
import { HelmValuesError } from "../errors";
import type { ImportNote } from "../note";
import { subcharts, type Subchart } from "../service-names";

/** Values as the chart `cloudprem` has them, wherever they stood. */
export interface LaidOutValues {
  readonly values: Mapping;
  /** Where a value stood, by its path here, for those that were moved. */
  readonly written: (path: string) => string;
  /** The charts that NATS was given to by themselves; none: it is given to all, or to none. */
  readonly natsOf: ReadonlySet<Subchart>;
  readonly notes: readonly ImportNote[];
}

/** The parts of `global` that `cloudprem` leaves to its parts, so that a part can set them. */
const ofParts = [
  /^nats\./,
  /^platform\.\w+\.oauth\./,
  /^platform\.membership\.relyingParty\.path$/,
  /^platform\.stargate\.(serverURL|tls\.)/,
  /^licence\.enabled$/,
  /^monitoring\.(serviceName|attributes)$/,
];

const topKeys = ["global", ...subcharts] as const;
const ofMembershipAlone = ["dex", "feature", "dev", "replicaCount", "config"];

/**
 * Finds the control plane in the values: at the top, below the name of an umbrella chart that
 * depends on `cloudprem`, or as those of the chart `membership` alone.
 */
export function layOut(given: Mapping): LaidOutValues {
  const { values, prefix } = findControlPlane(given);
  const moved = new Map<string, string>();
  const notes: ImportNote[] = [];
  const natsOf = new Set<Subchart>();
  let globals: unknown = values.global ?? {};
  const laidOut: Mapping = { ...values };
  for (const chart of subcharts) {
    const part = values[chart];
    if (part !== undefined && !isMapping(part)) {
      throw new HelmValuesError(
        `${prefix}${chart} is ${kindOf(part)}, but the values of a chart are a map: Helm refuses anything else. Remove the key, or write the values below it.`,
      );
    }
    if (!isMapping(part) || !isMapping(part.global)) continue;
    const { global, ...others } = part;
    laidOut[chart] = others;
    for (const [path, value] of leaves(global)) {
      const key = `${chart}.global.${path}`;
      if (at(globals, path) !== undefined && !moved.has(`global.${path}`)) {
        notes.push({
          key,
          outcome: "unused",
          reason: "The value in the top-level global takes precedence.",
        });
      } else if (!ofParts.some((pattern) => pattern.test(path))) {
        const reason =
          "The default of a parent chart takes precedence. Set it in the top-level global.";
        notes.push({ key, outcome: "unused", reason });
      } else {
        if (path.startsWith("nats.")) natsOf.add(chart);
        if (moved.has(`global.${path}`)) continue;
        globals = merge(globals, nested(path, value));
        moved.set(`global.${path}`, key);
      }
    }
  }
  laidOut.global = globals;
  const written = (path: string) => prefix + (moved.get(path) ?? path);
  return { values: laidOut, written, natsOf, notes };
}

function findControlPlane(given: Mapping): { values: Mapping; prefix: string } {
  if (subcharts.some((chart) => isMapping(given[chart]))) return { values: given, prefix: "" };
  for (const [key, below] of Object.entries(given)) {
    const holds = isMapping(below) && topKeys.some((name) => isMapping(below[name]));
    if (key === "global" || !holds) continue;
    const global = merge(below.global ?? {}, given.global);
    return { values: { ...below, global }, prefix: `${key}.` };
  }
  if (ofMembershipAlone.some((key) => Object.hasOwn(given, key))) {
    const { global = {}, ...membership } = given;
    return { values: { global, membership }, prefix: "" };
  }
  if (isMapping(given.global)) return { values: given, prefix: "" };
  throw new HelmValuesError(
    `These are not the values of a control plane: neither the top level nor a map in ${Object.keys(given).join(", ")} has one of ${topKeys.join(", ")}.`,
  );
}

/** Every value that has no parts, with its path. */
export function leaves(value: unknown, path = ""): [string, unknown][] {
  if (!isMapping(value) || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) =>
    leaves(child, path === "" ? key : `${path}.${key}`),
  );
}

/** The value at a path of keys with dots between them. */
export function at(root: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, key) => (isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      root,
    );
}

/** The map that has the value at the path, and nothing else. */
export function nested(path: string, value: unknown): unknown {
  return path.split(".").reduceRight<unknown>((below, key) => ({ [key]: below }), value);
}
