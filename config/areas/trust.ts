import { certificate, secretKeyRef } from "../fields";
import { objectsIn } from "../interfaces";
import { optional } from "../notes";

const object = objectsIn("trust");

/** Private certificate authorities that the services trust. */
export const trust = object("TrustArgs", "Private certificate authorities that the pods trust.", {
  caBundle: optional(
    certificate().meta({ kind: "certificateFile" }),
    "PEM with one or more certificates, or `file:PATH`. Not with `caBundleSecret`.",
  ),
  caBundleSecret: optional(
    secretKeyRef(),
    "Key of an existing Secret with such a PEM. Pods notice a change only when they restart.",
  ),
});
