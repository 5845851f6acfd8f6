import * as z from "zod";
import { certificate, secretKeyRef } from "../fields";
import { optional } from "../notes";

/** Private certificate authorities that the services trust. */
export const trust = z.strictObject({
  caBundle: optional(
    certificate().meta({ kind: "certificateFile" }),
    "PEM with one or more certificates, or `file:PATH`. Not with `caBundleSecret`.",
  ),
  caBundleSecret: optional(
    secretKeyRef(),
    "Key of an existing Secret with such a PEM. Pods read a change when they restart.",
  ),
});
