import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";

/**
 * A look-up that answers given hosts from a table, and the others as the system does.
 *
 * @param addresses - IP addresses by host name
 */
export function lookupWith(addresses: Readonly<Record<string, string>>): LookupFunction {
  return (host, options, callback) => {
    const address = addresses[host];
    if (address === undefined) {
      systemLookup(host, options, callback);
      return;
    }
    const family = isIP(address);
    if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}
