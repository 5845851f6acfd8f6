import { standInOf } from "../resource-kind";
import type { StandIn } from "../stand-in";

/** The stand-in of the `postgresql` provider: works on a real server. */
export function createPostgresql(): StandIn {
  return standInOf({});
}
