import type { Registry } from "../program";
import type { RenderOptions } from "../render/render";

/** `render`: a stack's Kubernetes objects as YAML, from its config or from what is deployed. */
export function registerRender({ program, action }: Registry): void {
  program
    .command("render")
    .description("Write a stack's Kubernetes objects as YAML, without a cluster.")
    .option(
      "-o, --output <folder>",
      "write a file for each object into this folder, and remove those of the last time",
    )
    .option("--deployed", "render what the last pulumi up deployed, instead of the config")
    .option("--show-secrets", "print the values of Secrets", false)
    .addHelpText(
      "after",
      `
Without --deployed, a value that pulumi up would generate is a placeholder, and so are the hashes
in the names of Secrets.

Examples:
  control-plane render --stack production | kubeconform -strict -
  control-plane render --stack production --output manifests
  control-plane render --stack production --deployed`,
    )
    .action(
      action<[RenderOptions]>(async (...args) =>
        (await import("../render/render.js")).render(...args),
      ),
    );
}
