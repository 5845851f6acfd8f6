import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";

/** Names below `.localhost` lead to this machine (RFC 6761), which not every resolver knows. */
function isLocal(host: string): boolean {
  return host.endsWith(".localhost");
}

/**
 * A look-up that answers given hosts from a table, and the others as the system does.
 *
 * @param addresses - IP addresses by host name
 */
export function lookupWith(addresses: Readonly<Record<string, string>>): LookupFunction {
  return (host, options, callback) => {
    const address = addresses[host] ?? (isLocal(host) ? "127.0.0.1" : undefined);
    if (address === undefined) {
      systemLookup(host, options, callback);
      return;
    }
    const family = isIP(address);
    if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}
