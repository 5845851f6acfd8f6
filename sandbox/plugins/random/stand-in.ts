import { standInOf } from "../protocol/resource-kind";
import type { StandIn } from "../protocol/stand-in";
import { randomBytes } from "./bytes";
import { randomPassword } from "./password";

/** The stand-in of the `random` provider: real random values. */
export function createRandom(): StandIn {
  return standInOf({
    "random:index/randomBytes:RandomBytes": randomBytes,
    "random:index/randomPassword:RandomPassword": randomPassword,
  });
}
