import { enableCompileCache } from "node:module";
import path from "node:path";

import { cacheFolder } from "./places";

/** Where Node keeps compiled code; it saves a third of the start of each of our processes. */
export const compileCacheFolder = path.join(cacheFolder(), "node-compile-cache");

// First of all imports of a command, so that the others profit.
enableCompileCache(compileCacheFolder);
