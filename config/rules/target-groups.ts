import { workloadServiceDefaults } from "../../facts/defaults";
import { publicNames } from "../../facts/public-addresses";
import type { Rule, RuleContext } from "./context";
import { reportAbsent } from "./entry";

/** Target groups belong to services that are deployed. */
export const targetGroupsRule: Rule = (context) => {
  const area = "targetGroupBindings";
  if (!context.has(area) || !context.isSound(area)) return;
  if (!publicNames.some((name) => context.has(area, name))) {
    context.report(
      [area],
      "names no service, so nothing would be published. Add one, or remove it.",
    );
  }
  reportAbsent(context, area);
  reportUnreachable(context);
  const paths = new Map<string, string>();
  for (const name of publicNames) {
    const arn = context.config.targetGroupBindings?.[name]?.targetGroupArn;
    const other = arn === undefined ? undefined : paths.get(arn);
    if (arn !== undefined) paths.set(arn, other ?? name);
    if (other === undefined) continue;
    context.report(
      [area, name, "targetGroupArn"],
      `is also the target group of ${context.name(area, other)}, so either service would get the other's requests. Use a target group for each.`,
    );
  }
};

/** Nodes accept requests for a Service at its node port, which a ClusterIP lacks. */
function reportUnreachable(context: RuleContext): void {
  const { config } = context;
  for (const name of publicNames) {
    if (config.targetGroupBindings?.[name]?.targetType !== "instance") continue;
    const service = name === "grpc" ? "membership" : name;
    if ((config[service]?.service?.type ?? workloadServiceDefaults.type) !== "ClusterIP") continue;
    context.report(
      ["targetGroupBindings", name, "targetType"],
      `is instance, but the Service has no node port. Set ${context.name(service, "service", "type")} to NodePort, or use ip.`,
    );
  }
}
