import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";

const lists = ["entry", "agents", "monitoring", "dns"] as const;
const rules = ["extraIngress", "extraEgress"] as const;

/** A peer of a connection is either pods or addresses. */
export const networkRule: Rule = (context) => {
  const settings = context.config.networkPolicies;
  for (const key of lists) {
    settings?.[key]?.forEach((_, index) => {
      checkPeer(context, ["networkPolicies", key, index]);
    });
  }
  for (const key of rules) {
    settings?.[key]?.forEach((rule, index) => {
      rule?.peers?.forEach((_, position) => {
        checkPeer(context, ["networkPolicies", key, index, "peers", position]);
      });
    });
  }
};

function checkPeer(context: RuleContext, path: Path): void {
  if (!context.isSound(...path)) return;
  const has = (key: string) => context.has(...path, key);
  if (has("cidr")) {
    for (const key of ["namespace", "podLabels"]) {
      if (!has(key)) continue;
      context.report(
        [...path, key],
        "can't be combined with cidr: a peer is either pods or addresses. Write two peers.",
      );
    }
    return;
  }
  if (has("exceptCidrs")) {
    context.report([...path, "exceptCidrs"], "has no effect without cidr. Add cidr.");
  } else if (!has("namespace") && !has("podLabels")) {
    context.report(
      path,
      "selects every pod of the cluster. Give it a namespace, podLabels or a cidr, or leave peers out to allow every peer.",
    );
  }
}
