import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";

const lists = ["entry", "agents", "monitoring", "dns"] as const;
const rules = ["extraIngress", "extraEgress"] as const;

/** Whoever is at the other end of a connection is pods or addresses, and one of both. */
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
        "stands beside cidr: a peer is pods or addresses. Make two peers of it.",
      );
    }
    return;
  }
  if (has("exceptCidrs")) {
    context.report([...path, "exceptCidrs"], "is an exception of nothing. Give it a cidr.");
  } else if (!has("namespace") && !has("podLabels")) {
    context.report(
      path,
      "is every pod of the cluster. Give it a namespace, podLabels or a cidr, or leave peers out for everybody.",
    );
  }
}
