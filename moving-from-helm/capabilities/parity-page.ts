import type { Capability } from "./capability";
import { capabilities, configOf, valuesOf } from "./table";

/** The page `docs/parity.md`. */
export function parityPage(): string {
  const rows = capabilities().map((each) => {
    const { id, capability, reason, note } = each;
    const means = [code(configOf(each)), reason, note].filter((part) => part);
    return `| ${id} | ${capability} | ${chartCell(each)} | ${means.join(". ")} |`;
  });
  return `${introduction}\n${[head, ...rows].join("\n").replaceAll(/\.\. /g, ". ")}\n`;
}

function chartCell(capability: Capability): string {
  const values = valuesOf(capability);
  // Values that nothing is made of are named where there is nothing else.
  const shown = values.length > 0 ? values : Object.keys(capability.leftOver ?? {});
  const parts = [code(folded(shown)), capability.chart];
  return parts.filter((part) => part).join(", ");
}

function code(paths: readonly string[]): string {
  return paths.map((path) => `\`${path}\``).join(", ");
}

/** Keys of one parent as a choice: `a.{b,c}`. */
function folded(paths: readonly string[]): string[] {
  const byParent = new Map<string, string[]>();
  for (const path of paths) {
    // A path that ends with a choice has no key to fold.
    const parent = path.endsWith("}") ? path : path.slice(0, path.lastIndexOf(".") + 1);
    byParent.set(parent, [...(byParent.get(parent) ?? []), path]);
  }
  return [...byParent].map(([parent, all]) => {
    const keys = all.map((path) => path.slice(parent.length));
    return keys.length === 1 ? all.join("") : `${parent}{${keys.join(",")}}`;
  });
}

const head = ["| | Capability | The chart's values | Here |", "| --- | --- | --- | --- |"].join(
  "\n",
);

const introduction = `<!-- Generated from moving-from-helm/capabilities by npm run generate. Change it there. -->

# Parity with the vendor's Helm chart

This page lists every capability of the chart \`cloudprem\` and its subcharts, with the config path that provides it here, or the reason why there is none. The arguments of the component \`ControlPlane\` have the same paths: \`membership.replicas\` is \`new ControlPlane(name, { membership: { replicas } })\`; only \`env\` is a list there. A test loads an example of each row and finds its effect in the objects. [Configuration](configuration.md) describes the paths, and [Moving from Helm](moving-from-helm.md) shows how to carry over an existing release's values.

\`<service>\` stands for \`dex\`, \`membership\`, \`console\` and \`portal\`, \`<migrated>\` for all of them except \`dex\`, and \`<app>\` for \`console\` and \`portal\`. In the chart's values, they are \`membership.dex\`, \`membership\`, \`console-v3\` and \`portal\`; below \`global.platform\`, \`consoleV3\` is Console.

What goes beyond the chart: NetworkPolicies, Gateway API, Secrets from an external store, private authorities, secret rotation, rollout on every change, managed databases and roles, and the seed.
`;
