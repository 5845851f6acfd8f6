import * as nodeModule from "node:module";

import { compileCacheFolder } from "../../workspace/folders";

// The scripts of npm run on the pinned Node; a start by hand may find an older one.
if (!("enableCompileCache" in nodeModule)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: 22.19 or later is needed. Start with npm, which brings one: npm start\n`,
  );
  process.exit(1);
}

// First of all imports of a command, so that the others profit.
nodeModule.enableCompileCache(compileCacheFolder());
