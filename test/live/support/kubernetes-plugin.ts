import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildGoProgram } from "../../../workspace/engine/build-go-program";
import { cacheFolder, projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";

/** The release that the pinned source became. */
const VERSION = "4.25.0";
const MODULE = "github.com/pulumi/pulumi-kubernetes/provider/v4";
const SOURCES = ["go.mod", "go.sum", "main.go"];

const toolchain = path.join(projectRoot(), "sandbox", "toolchain", "pulumi-kubernetes");

/** Where the official kubernetes plugin is once it is built. */
export function kubernetesPluginFile(): string {
  const digest = createHash("sha256");
  for (const name of SOURCES) digest.update(readFileSync(path.join(toolchain, name)));
  const version = digest.digest("hex").slice(0, 12);
  const folder = `pulumi-kubernetes-${version}`;
  return path.join(cacheFolder(), "tools", folder, "pulumi-resource-kubernetes");
}

/** Builds the plugin where it is not built yet: once by Go, about 25 minutes of one core. */
export async function prepareKubernetesPlugin(
  onProgress: (text: string) => void = () => undefined,
): Promise<void> {
  const output = kubernetesPluginFile();
  if (existsSync(output)) return;
  const folder = mkdtempSync(path.join(tmpdir(), "formance-kubernetes-plugin-"));
  try {
    for (const name of SOURCES) copyFileSync(path.join(toolchain, name), path.join(folder, name));
    await writeEmbedded(folder);
    const { failure } = await buildGoProgram({
      moduleFolder: folder,
      program: ".",
      stamps: { [`${MODULE}/pkg/version.Version`]: VERSION },
      output,
      label: "Pulumi's kubernetes plugin",
      onProgress,
    });
    if (failure !== undefined) throw new Error(unavailable(failure));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes what the plugin embeds: the module's own schema with its version, and its mapping. */
async function writeEmbedded(folder: string): Promise<void> {
  const env = { ...process.env, GOFLAGS: "", GOWORK: "off" };
  const downloaded = await runCommand("go", ["mod", "download", "-json", MODULE], {
    cwd: folder,
    env,
  });
  if (downloaded.code !== 0) {
    throw new Error(unavailable(downloaded.failure ?? downloaded.stderr.trim()));
  }
  const { Dir } = JSON.parse(downloaded.stdout) as { Dir: string };
  const read = (name: string) =>
    JSON.parse(
      readFileSync(path.join(Dir, "cmd", "pulumi-resource-kubernetes", name), "utf8"),
    ) as object;
  const write = (name: string, content: object) => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  };
  write("schema-embed.json", { ...read("schema.json"), version: VERSION });
  write("terraform-mapping-embed.json", read("terraform-mapping.json"));
}

function unavailable(reason: string): string {
  return (
    `The live tests use Pulumi's kubernetes plugin, built once by Go 1.26 or later from the module proxy: ${reason}.\n` +
    "Install Go from https://go.dev/dl, and let this machine reach the proxy that GOPROXY names."
  );
}
