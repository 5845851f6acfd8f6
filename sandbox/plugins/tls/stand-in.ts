import { standInOf } from "../resource-kind";
import type { StandIn } from "../stand-in";

/** The stand-in of the `tls` provider: real keys and certificates. */
export function createTls(): StandIn {
  return standInOf({});
}
