import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** The folder of the checkout: the one with `package.json`, above the compiled files. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) {
      throw new Error(`no package.json above ${__dirname}`);
    }
    folder = parent;
  }
  return folder;
}

/** The folder for what is slow to get and the same for every checkout: the engine, for example. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env.FORMANCE_CONTROL_PLANE_CACHE;
  if (chosen) {
    return path.resolve(chosen);
  }
  const caches = [env.XDG_CACHE_HOME, path.join(os.homedir(), ".cache")].find(Boolean);
  return path.join(caches ?? os.tmpdir(), "formance-control-plane");
}

/** Where Node keeps compiled code; it saves a third of the start of each of our processes. */
export function compileCacheFolder(): string {
  return path.join(cacheFolder(), "node-compile-cache");
}
