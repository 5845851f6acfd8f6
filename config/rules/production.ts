import { serviceNames } from "../../facts/services";
import type { Rule } from "./context";

const onlyInTest = (what: string, instead: string) =>
  `${what}, which is for test environments only. ${instead}`;

/** What a production stack refuses. */
export const productionRule: Rule = (context) => {
  if (!context.production) return;
  const { config, report } = {
    config: context.config,
    report: context.report.bind(context),
  };
  for (const service of serviceNames) {
    if (config.hosts?.[service]?.scheme !== "http") continue;
    report(["hosts", service, "scheme"], onlyInTest("is http", "Use https."));
  }
  if (config.oidc?.scheme === "http") {
    report(["oidc", "scheme"], onlyInTest("is http", "Use https."));
  }
  if (config.membership?.dev === true) {
    report(["membership", "dev"], onlyInTest("switches off TLS verification", "Remove it."));
  }
};
