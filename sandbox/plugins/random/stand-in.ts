import { standInOf } from "../protocol/resource-kind";
import type { StandIn } from "../protocol/stand-in";
import { randomBytes, randomId, randomInteger, randomUuid } from "./number-kinds";
import { randomPassword, randomString } from "./string-kinds";

/** The stand-in of the `random` provider: real random values. */
export function createRandom(): StandIn {
  return standInOf({
    "random:index/randomPassword:RandomPassword": randomPassword,
    "random:index/randomString:RandomString": randomString,
    "random:index/randomId:RandomId": randomId,
    "random:index/randomBytes:RandomBytes": randomBytes,
    "random:index/randomUuid:RandomUuid": randomUuid,
    "random:index/randomInteger:RandomInteger": randomInteger,
  });
}
