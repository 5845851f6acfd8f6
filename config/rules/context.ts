import { defaults } from "../../facts/defaults";
import type { DeploymentSettings } from "../../facts/deployment";
import type { EntrySettings } from "../../facts/public-entry";
import type { ConfigCommands } from "../commands";
import { ARGUMENTS, formatPath, isWithin, qualifyPath, valueAt, type Path } from "../path";
import type { Finding } from "../problem";
import type { StackConfigInput } from "../schema";

/** The type with every part optional: what is left of a config without its invalid values. */
export type Loose<T> = T extends (infer Element)[]
  ? (Loose<Element> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: Loose<T[Key]> | undefined }
    : T;

/** A check across fields. */
export type Rule = (context: RuleContext) => void;

/** What a rule sees and how it reports. */
export class RuleContext {
  readonly findings: Finding[] = [];

  constructor(
    readonly project: string,
    /** The config without the values that the schema refused. */
    readonly config: Loose<StackConfigInput>,
    /** The config as it is written, right or wrong. */
    readonly written: unknown,
    private readonly refused: readonly Path[],
    readonly commands: ConfigCommands,
    /** Where a setting stands in the arguments of a component. */
    private readonly placeOf: (path: Path) => Path = (path) => path,
  ) {}

  /** Whether the stack is for production, the default. */
  get production(): boolean {
    return (
      (this.config.environment ?? defaults.environment) === "production" &&
      this.isSound("environment")
    );
  }

  /** Whether these are a component's arguments, which don't say what the stack is for. */
  get isArguments(): boolean {
    return this.project === ARGUMENTS;
  }

  /** What the facts are asked about: an area that is written counts, even if its values are wrong. */
  get settings(): DeploymentSettings & EntrySettings {
    const { oidc, gateway, targetGroupBindings } = this.config;
    return {
      ...this.config,
      oidc: this.has("oidc") ? (oidc ?? {}) : undefined,
      gateway: this.has("gateway") ? (gateway ?? {}) : undefined,
      targetGroupBindings: this.has("targetGroupBindings")
        ? (targetGroupBindings ?? {})
        : undefined,
    };
  }

  report(path: Path, message: string): void {
    this.findings.push({ path, message });
  }

  /** Reports a value that another path has already, with what comes of it. */
  distinct(seen: Map<string, Path>, path: Path, value: string | undefined, result = ""): void {
    if (value === undefined) return;
    const other = seen.get(value);
    if (other === undefined) seen.set(value, path);
    else {
      const place = formatPath(other);
      this.report(path, `is already used at ${place}${result}. Give each a different one.`);
    }
  }

  /** Whether something is written at the path, right or wrong. */
  has(...path: Path): boolean {
    return valueAt(this.written, path) !== undefined;
  }

  /** Whether the schema found nothing wrong at the path, above it or below it. */
  isSound(...path: Path): boolean {
    return !this.refused.some((refused) => isWithin(refused, path) || isWithin(path, refused));
  }

  /** The path with the namespace, to be named in a message. */
  name(...path: Path): string {
    return qualifyPath(this.project, this.placeOf(path));
  }

  /** The path without the namespace, to be named in a message about a setting near it. */
  setting(...path: Path): string {
    return formatPath(this.placeOf(path));
  }

  /** The command that sets a secret. */
  secretCommand(...path: Path): string {
    return this.commands.secret(path);
  }
}
