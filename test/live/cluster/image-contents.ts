import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";
import type { ImageFile } from "./image-archive";

/** A program with the libraries that it is linked to, which stay at their paths. */
export async function linkedProgram(
  binary: string,
  target: string,
  libraryPath?: string,
): Promise<ImageFile[]> {
  const env = { ...process.env, ...(libraryPath && { LD_LIBRARY_PATH: libraryPath }) };
  const { stdout } = await runCommand("ldd", [binary], { env });
  const libraries = [...stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm)].map(([, file = ""]) => file);
  return [
    { path: target, source: binary },
    ...libraries
      .filter((file) => libraryPath === undefined || !file.startsWith(libraryPath))
      .map((file) => ({ path: file, source: file })),
  ];
}

/** npm packages and all that they need, below `/app` as they lie in the checkout. */
export function npmPackages(names: readonly string[]): ImageFile[] {
  const root = projectRoot();
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = packageFolder(name, from, root);
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
      readonly dependencies?: Readonly<Record<string, string>>;
    };
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, folder);
  };
  for (const name of names) visit(name, root);
  return [...found].map((folder) => ({ path: inApp(folder), source: folder }));
}

/** Compiled files or folders of the checkout, below `/app`. */
export function compiled(...names: readonly string[]): ImageFile[] {
  return names.map((name) => {
    const source = path.join(projectRoot(), "dist", name);
    return { path: inApp(source), source };
  });
}

function inApp(file: string): string {
  return path.posix.join("/app", path.relative(projectRoot(), file));
}

/** Where a package lies that another one asks for, looked for as Node does. */
function packageFolder(name: string, from: string, root: string): string | undefined {
  for (let folder = from; folder.length >= root.length; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return candidate;
  }
  return undefined;
}
