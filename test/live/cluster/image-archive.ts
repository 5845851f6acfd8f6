import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, lstatSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { pack, type Pack } from "tar-stream";

/** A file of an image: copied from this machine, or of this text. */
export type ImageFile =
  | { readonly path: string; readonly source: string }
  | { readonly path: string; readonly text: string; readonly mode?: number };

/** A layer that was written. */
export interface Layer {
  readonly file: string;
  readonly digest: string;
}

/** What an image is besides its layers. */
export interface ImageConfig {
  readonly names: readonly string[];
  readonly layers: readonly Layer[];
  readonly entrypoint?: readonly string[];
  readonly environment?: readonly string[];
  /** @default root */
  readonly user?: number;
}

/** Writes a layer with files and the folders above them, and folders that a pod may write to. */
export async function writeLayer(file: string, files: readonly ImageFile[]): Promise<Layer> {
  const tar = pack();
  const hash = createHash("sha256");
  const hashed = async function* (parts: AsyncIterable<unknown>) {
    for await (const part of parts) {
      hash.update(part as Buffer);
      yield part;
    }
  };
  const fill = async () => {
    const folders = new Set<string>();
    folder(tar, folders, "tmp", 0o1777);
    for (const entry of files.flatMap(withContents)) {
      const name = entry.path.replace(/^\//, "");
      folder(tar, folders, path.posix.dirname(name));
      if ("text" in entry) tar.entry({ name, mode: entry.mode ?? 0o644 }, entry.text);
      else await copy(tar, name, entry.source);
    }
    tar.finalize();
  };
  // What can't be written ends the filling as well.
  await Promise.all([pipeline(tar, hashed, createWriteStream(file)), fill()]);
  return { file, digest: hash.digest("hex") };
}

/** Writes an image in the form of `docker save`, which containerd imports. */
export async function writeImage(file: string, image: ImageConfig): Promise<void> {
  const config = JSON.stringify({
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    config: {
      Entrypoint: image.entrypoint ?? null,
      Env: image.environment ?? [],
      User: String(image.user ?? ""),
    },
    rootfs: { type: "layers", diff_ids: image.layers.map(({ digest }) => `sha256:${digest}`) },
  });
  const digest = createHash("sha256").update(config).digest("hex");
  const manifest = [
    {
      Config: `${digest}.json`,
      RepoTags: image.names,
      Layers: image.layers.map((layer) => `${layer.digest}.tar`),
    },
  ];
  const tar = pack();
  const fill = async () => {
    tar.entry({ name: `${digest}.json` }, config);
    for (const layer of image.layers) await copy(tar, `${layer.digest}.tar`, layer.file);
    tar.entry({ name: "manifest.json" }, JSON.stringify(manifest));
    tar.finalize();
  };
  await Promise.all([pipeline(tar, createWriteStream(file)), fill()]);
}

function folder(tar: Pack, made: Set<string>, name: string, mode = 0o755): void {
  if (name === "." || made.has(name)) return;
  folder(tar, made, path.posix.dirname(name));
  made.add(name);
  tar.entry({ name, type: "directory", mode });
}

async function copy(tar: Pack, name: string, source: string): Promise<void> {
  const real = realpathSync(source);
  const { size, mode } = lstatSync(real);
  const header = { name, size, mode: mode & 0o777 };
  if (size === 0) tar.entry(header, "");
  else await pipeline(createReadStream(real), tar.entry(header));
}

/** A folder as the files in it; links in it are copied as what they lead to. */
function withContents(entry: ImageFile): ImageFile[] {
  if ("text" in entry || !lstatSync(realpathSync(entry.source)).isDirectory()) return [entry];
  return readdirSync(entry.source).flatMap((name) =>
    withContents({
      path: path.posix.join(entry.path, name),
      source: path.join(entry.source, name),
    }),
  );
}
