import type { Chain } from "../chain";
import type { Check } from "../check";
import { probeHttp, type ProbeOptions } from "../network/http-probe";
import { clockCheck } from "./clock";
import { explained } from "./faults";
import { authoritiesOf, textOf } from "./settings";
import type { IdentityConnector } from "./target";

/** The addresses of a provider by the connector's type; types without one have nothing to reach. */
const ADDRESSES: Readonly<Record<string, (connector: IdentityConnector) => readonly string[]>> = {
  oauth: (connector) =>
    ["authorizationURL", "tokenURL", "userInfoURL"].flatMap(
      (name) => textOf(connector, name) ?? [],
    ),
  github: (connector) => [`https://${textOf(connector, "hostName") ?? "github.com"}`],
  gitlab: (connector) => [textOf(connector, "baseURL") ?? "https://gitlab.com"],
  gitea: (connector) => [textOf(connector, "baseURL") ?? "https://gitea.com"],
  google: () => ["https://accounts.google.com"],
  microsoft: (connector) => {
    const base = textOf(connector, "apiURL") ?? "https://login.microsoftonline.com";
    // The description of a tenant that there isn't is answered by 400.
    const tenant = textOf(connector, "tenant") ?? "common";
    return [`${base.replace(/\/$/, "")}/${tenant}/v2.0/.well-known/openid-configuration`];
  },
  "bitbucket-cloud": () => ["https://bitbucket.org"],
  linkedin: () => ["https://www.linkedin.com"],
  openshift: (connector) => {
    const issuer = textOf(connector, "issuer") ?? "";
    return [`${issuer.replace(/\/$/, "")}/.well-known/oauth-authorization-server`];
  },
  "atlassian-crowd": (connector) => [textOf(connector, "baseURL") ?? ""],
  keystone: (connector) => [textOf(connector, "keystoneHost") ?? ""],
};

/** Whether the provider of a connector answers; for the types that have no description of theirs. */
export function endpointChains(connector: IdentityConnector): Chain[] {
  const addresses = (ADDRESSES[connector.type]?.(connector) ?? []).filter((url) =>
    URL.canParse(url),
  );
  const insecure = [connector.config.insecureSkipVerify, connector.config.insecureCA].includes(
    true,
  );
  const options = {
    ...authoritiesOf(connector, "rootCA", "rootCAs"),
    ...(insecure && { insecure }),
  };
  const [first] = addresses;
  return [
    ...addresses.map((url) => [reachable("provider-reachable", connector.id, url, options)]),
    ...(first === undefined ? [] : [[clockCheck(connector.id, new URL(first), options)]]),
  ];
}

/** Whether an address answers. That a request without content is refused there is an answer too. */
export function reachable(
  id: string,
  subject: string,
  address: string,
  options: Omit<ProbeOptions, "signal">,
): Check {
  const url = new URL(address);
  const described = url.pathname.includes("/.well-known/");
  const remedy = "Compare the address with the provider's own pages, and look whether it is up.";
  return {
    id,
    group: "identity",
    subject,
    run: (signal) =>
      explained({ host: url.host, authority: "rootCA or rootCAs", remedy }, async () => {
        const { status } = await probeHttp(url, { ...options, signal });
        const evidence = `${url.origin}${url.pathname} answers ${status}.`;
        const missing = described ? status !== 200 : status === 404 || status >= 500;
        return missing ? { status: "failed", evidence, remedy } : { status: "ok", evidence };
      }),
  };
}
