import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";

interface Host {
  readonly name: string;
  readonly path: Path;
  readonly given: boolean;
}

/** Each service has a host of its own; two on one host would take each other's requests. */
export const hostsRule: Rule = (context) => {
  const seen = new Map<string, Host>();
  // What is given explicitly comes last, so that it is named as the one to change.
  const hosts = effectiveHosts(context).sort((left, right) => +left.given - +right.given);
  for (const host of hosts) {
    const other = seen.get(host.name);
    seen.set(host.name, other ?? host);
    if (other === undefined) continue;
    const byDefault = other.given ? "" : ", which is so by default";
    context.report(
      host.path,
      `is the same host as ${context.name(...other.path)}${byDefault}. Give each service its own.`,
    );
  }
};

function effectiveHosts({ config, usesDex }: RuleContext): Host[] {
  const { domain, hosts = {} } = config;
  const deployed = {
    dex: usesDex,
    membership: true,
    console: config.console?.enabled ?? true,
    portal: config.portal?.enabled ?? true,
  };
  const services = (["dex", "membership", "console", "portal"] as const).flatMap((service) => {
    if (!deployed[service]) return [];
    const given = hosts[service]?.host;
    const name = given ?? (domain === undefined ? undefined : `${service}.${domain}`);
    const path = ["hosts", service, "host"];
    return name === undefined ? [] : [{ name, path, given: given !== undefined }];
  });
  const provider = config.oidc?.host;
  return provider === undefined
    ? services
    : [...services, { name: provider, path: ["oidc", "host"], given: true }];
}
