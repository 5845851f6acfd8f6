import { defaults } from "../../facts/defaults";
import { sharedDeployment } from "../../facts/release-names";
import type { Rule } from "./context";
import { absence } from "./entry";

/** A stack adopts a release in its own namespace, beside its Deployments. */
export const adoptRule: Rule = (context) => {
  const { adopt, createNamespace, name = defaults.name } = context.config;
  if (!context.has("adopt")) return;
  if (createNamespace !== false && context.isSound("createNamespace")) {
    context.report(
      ["createNamespace"],
      `must be false with ${context.name("adopt")}: the namespace belongs to the release, and would be deleted with the stack.`,
    );
  }
  for (const service of ["dex", "console", "portal"] as const) {
    const why = context.has("adopt", "fullNames", service) ? absence(context, service) : undefined;
    if (why === undefined) continue;
    context.report(["adopt", "fullNames", service], `has no effect: ${why}. Remove it.`);
  }
  if (adopt?.release === undefined || !context.isSound("adopt") || !context.isSound("name")) return;
  const shared = sharedDeployment(name, { ...adopt, release: adopt.release });
  if (shared === undefined) return;
  context.report(
    ["name"],
    `is ${name}, and so the control plane and the release both have a Deployment ${shared}, whose selector can't be changed. Choose another, such as ${name}-cp.`,
  );
};
