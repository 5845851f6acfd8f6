import { enableCompileCache } from "node:module";
import { compileCacheFolder } from "../workspace/folders";

// Before all that is loaded after it; NODE_COMPILE_CACHE and NODE_DISABLE_COMPILE_CACHE win.
enableCompileCache(compileCacheFolder());
