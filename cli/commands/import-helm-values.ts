import { Option } from "commander";

import { umbrellaCharts } from "../../moving-from-helm/chart/umbrella-charts";
import type { ImportOptions } from "../helm/import-values";
import type { Registry } from "../program";

/** `import-helm-values`: a stack config of the values of a Helm release. */
export function registerImportHelmValues({ program, action }: Registry): void {
  program
    .command("import-helm-values")
    .description("Write the stack config that is equivalent to a Helm release.")
    .argument("<file>", "values file, or the output of helm get values; - is standard input")
    .option("--release <name>", "name of the Helm release; the bundled database is named after it")
    .option("--namespace <name>", "namespace of the Helm release, where its Secrets are")
    .addOption(
      new Option("--chart <name>", "chart of the release")
        .choices(umbrellaCharts)
        .default(umbrellaCharts[0]),
    )
    .option("--adopt", "let the stack take over the release's Services and public entry")
    .option("-o, --output <file>", "write the config to a new file, instead of standard output")
    .addHelpText(
      "after",
      `
With --stack, the config goes into Pulumi.<stack>.yaml, and the Pulumi CLI stores the secrets there,
encrypted. Without it, the output has commands that ask for them. No secret is printed.
With --adopt, the stack's first update takes over the release's Services, Ingresses and target
group bindings by their names; control-plane forget-helm-release ends the release afterwards.
The exit status is 1 if something of the release would be missing.

Examples:
  helm get values formance -n formance -o yaml | control-plane import-helm-values - \\
    --release formance --namespace formance --stack acme
  control-plane import-helm-values values.yaml --output Pulumi.acme.yaml
  control-plane import-helm-values values.yaml --json`,
    )
    .action(
      action<[string, ImportOptions]>(async (...args) =>
        (await import("../helm/import-values.js")).importValues(...args),
      ),
    );
}
