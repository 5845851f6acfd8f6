// The certificate library needs the metadata API before it loads.
import "reflect-metadata";
import { standInOf } from "../protocol/resource-kind";
import type { StandIn } from "../protocol/stand-in";
import { certRequest, locallySignedCert, selfSignedCert } from "./certificates";
import { privateKey } from "./keys";

/** The stand-in of the `tls` provider: real keys and certificates. */
export function createTls(): StandIn {
  return standInOf({
    "tls:index/privateKey:PrivateKey": privateKey,
    "tls:index/selfSignedCert:SelfSignedCert": selfSignedCert,
    "tls:index/certRequest:CertRequest": certRequest,
    "tls:index/locallySignedCert:LocallySignedCert": locallySignedCert,
  });
}
