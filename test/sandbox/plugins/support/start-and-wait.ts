import { startPlugins } from "../../../../sandbox/plugins";

// Tells the parent process where the stand-ins are, and then waits to be killed.
void startPlugins().then(({ debugProviders }) => process.send?.(debugProviders));
