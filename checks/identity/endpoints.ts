import { connectorDefinitions } from "../../dex/connectors/types";
import type { Chain } from "../chain";
import type { Check } from "../check";
import { probeHttp, type ProbeOptions } from "../network/http-probe";
import { clockCheck } from "./clock";
import { explained } from "./faults";
import { authoritiesOf } from "./settings";
import type { IdentityConnector } from "./target";

/** Whether the provider of a connector answers; for the types that have no description of theirs. */
export function endpointChains(connector: IdentityConnector): Chain[] {
  const addresses = addressesOf(connector).filter((url) => URL.canParse(url));
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

function addressesOf({ type, config }: IdentityConnector): readonly string[] {
  return connectorDefinitions[type].addresses?.(config) ?? [];
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
