import "./program/sdk-parts-later";
import "./program/zod-once";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { defaults } from "./facts/defaults";
import { ControlPlane } from "./components";
import { loadConfig, toArgs } from "./config";
import { outputs } from "./program/outputs";
import { preflight, warnOfLackingKinds } from "./program/preflight";
import { pulumiConfig, type InlineSource } from "./program/pulumi-config";
import { runOrExplain } from "./program/run-or-explain";
import { leaveOutDiagnostics } from "./program/diagnostics";
import { warn } from "./program/warn";

/** The program: stack config in, a control plane and its outputs out. */
function deploy(inline?: InlineSource) {
  leaveOutDiagnostics();
  return runOrExplain(resolve(__dirname, ".."), async () => {
    const source = pulumiConfig(inline);
    const config = loadConfig(source);
    warn(source.project, config);
    await preflight(source.project, config);
    const kindsAreTold = warnOfLackingKinds(config);
    const controlPlane = new ControlPlane(
      config.name ?? defaults.name,
      toArgs(config, pulumi.secret),
    );
    await kindsAreTold;
    return outputs(controlPlane, config);
  });
}

export = deploy;
