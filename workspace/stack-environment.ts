import { pathToFileURL } from "node:url";

import type { Engine } from "./engine/find-engine";
import { compileCacheFolder } from "./folders";
import { readPassphrase, type WorkspacePlaces } from "./places";

/** A workspace, and what runs in it. */
export interface OpenedWorkspace {
  readonly places: WorkspacePlaces;
  readonly engine: Engine;
  /** The engine's `PULUMI_DEBUG_PROVIDERS`, where local stand-ins run. */
  readonly debugProviders?: string;
}

/** The engine's environment for a stack in a folder. */
export function stackEnvironment(workspace: OpenedWorkspace): Record<string, string> {
  const { engine, places, debugProviders } = workspace;
  return {
    ...engine.env,
    // The dynamic provider is a Node process of its own, started at every run.
    NODE_COMPILE_CACHE: compileCacheFolder(),
    PULUMI_BACKEND_URL: pathToFileURL(places.state).href,
    PULUMI_CONFIG_PASSPHRASE: readPassphrase(places),
    PULUMI_DEBUG_PROVIDERS: debugProviders ?? "",
    // With stand-ins there is nothing to download; each try would cost seconds.
    ...(debugProviders !== undefined && {
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    }),
  };
}
