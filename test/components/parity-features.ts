import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A key of an existing Secret. */
interface Key {
  readonly name: string;
  readonly key: string;
}

/** What a row's example brings about. Objects are named `<kind> <name>`, or by the kind alone. */
export interface Emits {
  /** Variables of the servers, in clear. */
  readonly env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Variables of the servers from existing Secrets. */
  readonly envFrom?: Readonly<Record<string, Readonly<Record<string, Key>>>>;
  readonly absentEnv?: Readonly<Record<string, readonly string[]>>;
  /** Parts of the values of Secrets. */
  readonly secretValues?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values in the file `config.yaml` of a Secret or ConfigMap. */
  readonly files?: Readonly<Record<string, readonly [path: (string | number)[], value: unknown][]>>;
  readonly fields?: readonly [object: string, path: (string | number)[], value: unknown][];
  readonly absentFields?: readonly [object: string, path: (string | number)[]][];
  readonly present?: readonly string[];
  readonly absent?: readonly string[];
}

/** A capability of the vendor's chart. */
export interface Feature {
  readonly id: string;
  /** In the project's own words. */
  readonly capability: string;
  /** Paths of the chart's values. */
  readonly vendor: readonly string[];
  /** Paths of the stack config; `<service>`, `<migrated>` and `<app>` stand for several. */
  readonly config: readonly string[];
  /** Why there is no path, or what takes its place. */
  readonly reason?: string;
  readonly note?: string;
  /** Changes of the smallest stack. */
  readonly example?: Record<string, unknown>;
  readonly emits?: Emits;
}

/** What the placeholders of config paths stand for. */
export const placeholders = {
  "<service>": ["dex", "membership", "console", "portal"],
  "<migrated>": ["membership", "console", "portal"],
  "<app>": ["console", "portal"],
} as const;

const folder = resolve(__dirname, "../../../test/components/contract");

/** All capabilities, in the order of their ids. */
export const features = JSON.parse(
  readFileSync(resolve(folder, "features.json"), "utf8"),
) as Feature[];

/** The paths that a path with a placeholder stands for. */
export function expand(path: string): string[] {
  const found = Object.entries(placeholders).find(([placeholder]) => path.includes(placeholder));
  if (found === undefined) return [path];
  return found[1].map((name) => path.replace(found[0], name));
}

/** The page `docs/parity.md`. */
export function parityPage(): string {
  const code = (paths: readonly string[]) => paths.map((path) => `\`${path}\``).join(", ");
  const rows = features.map(({ id, capability, vendor, config, reason, note }) => {
    const means = [code(config), reason, note].filter((part) => part !== undefined && part !== "");
    return `| ${id} | ${capability} | ${vendorCell(vendor)} | ${means.join(". ")} |`;
  });
  return `${introduction}\n${[head, ...rows].join("\n").replaceAll(/\.\. /g, ". ")}\n`;
}

function vendorCell(values: readonly string[]): string {
  return values.map((value) => `\`${value.replaceAll("|", String.raw`\|`)}\``).join(", ");
}

const head = ["| | Capability | The chart's values | Here |", "| --- | --- | --- | --- |"].join(
  "\n",
);

const introduction = `<!-- Made from test/components/contract/features.json; the test of parity writes it with UPDATE_GOLDEN=1. -->

# Parity with the vendor's Helm chart

Every capability of the chart \`cloudprem\` and the charts in it, and the config path that gives it here, or the reason why there is none. The arguments of the component \`ControlPlane\` have the same paths: \`membership.replicas\` is \`new ControlPlane(name, { membership: { replicas } })\`; only \`env\` is a list there. A test loads each row's example and finds its effect in the objects. [Configuration](configuration.md) describes the paths, and [Moving from Helm](moving-from-helm.md) carries an existing release's values over.

\`<service>\` stands for \`dex\`, \`membership\`, \`console\` and \`portal\`, \`<migrated>\` for those but \`dex\`, \`<app>\` for \`console\` and \`portal\`.

Beyond the chart: NetworkPolicies, Gateway API, Secrets from an external store, private authorities, rotation of secrets, roll-out on every change, databases and roles that are made, and the seed.
`;
