import * as pulumi from "@pulumi/pulumi";
import { warningsOf, type StackConfig } from "../config";

/** Says in the preview, and at every update, what wants a look in a stack's config. */
export function warn(project: string, config: StackConfig): void {
  for (const { path, message } of warningsOf(project, config)) {
    void pulumi.log.warn(`${path} ${message}`);
  }
}
