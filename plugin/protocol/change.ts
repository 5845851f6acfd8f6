/** The way from a resource's properties to one value. */
export type Path = readonly (string | number)[];

/** One difference between the old and the new properties of a resource. */
export interface Change {
  readonly path: Path;
  readonly kind: "add" | "delete" | "update";
  /** Whether only a new resource can have the new value. */
  readonly replace: boolean;
}

/** What a resource's new properties change. */
export interface DiffResult {
  readonly changes: readonly Change[];
  /** Whether a replacement must wait until the old resource is gone. */
  readonly deleteBeforeReplace?: boolean;
}

/** A path as the engine writes it: `spec.ports[0].name`, `metadata.labels["a.b/c"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}
