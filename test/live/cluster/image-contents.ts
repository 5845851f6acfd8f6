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

/** Compiled files of the checkout and all that they load of it, below `/app`. */
export function compiled(...names: readonly string[]): ImageFile[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/require\("(\.[^"]+)"\)/g)) {
      visit(require.resolve(path.resolve(path.dirname(file), name)));
    }
  };
  for (const name of names) visit(path.join(projectRoot(), "dist", name));
  return [...found].map((source) => ({ path: inApp(source), source }));
}

/** The npm packages that files load. */
export function packagesOf(files: readonly ImageFile[]): string[] {
  const texts = files.map((file) =>
    "text" in file ? file.text : readFileSync(file.source, "utf8"),
  );
  const names = texts.flatMap((text) =>
    [...text.matchAll(/(?:require|import)\("([^."][^"]*)"\)/g)].map(([, name = ""]) => name),
  );
  return [...new Set(names.filter((name) => !name.startsWith("node:")))];
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
