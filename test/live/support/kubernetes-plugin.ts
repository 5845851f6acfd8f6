import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { moduleFolder } from "../../e2e/support/definitions";
import { goToolFile, prepareGoTool } from "../../e2e/support/go-tool";

/** The release that the pinned source became. */
const VERSION = "4.25.0";
const MODULE = "github.com/pulumi/pulumi-kubernetes/provider/v4";

const tool = {
  folder: "pulumi-kubernetes",
  program: ".",
  name: "pulumi-resource-kubernetes",
  stamps: { [`${MODULE}/pkg/version.Version`]: VERSION },
  purpose: "The live tests use",
  label: "Pulumi's kubernetes plugin",
  complete: writeEmbedded,
};

/** Where the official kubernetes plugin is once it is built. */
export function kubernetesPluginFile(): string {
  return goToolFile(tool);
}

/** Builds the plugin where it is not built yet: once by Go, about 25 minutes of one core. */
export async function prepareKubernetesPlugin(onProgress: (text: string) => void): Promise<void> {
  await prepareGoTool(tool, onProgress);
}

/** Writes what the plugin embeds: the module's own schema with its version, and its mapping. */
async function writeEmbedded(folder: string): Promise<void> {
  const source = await moduleFolder(MODULE, folder);
  const read = (name: string) =>
    JSON.parse(
      readFileSync(path.join(source, "cmd", "pulumi-resource-kubernetes", name), "utf8"),
    ) as object;
  const write = (name: string, content: object) => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  };
  write("schema-embed.json", { ...read("schema.json"), version: VERSION });
  write("terraform-mapping-embed.json", read("terraform-mapping.json"));
}
