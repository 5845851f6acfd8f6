import * as z from "zod";
import { certificate, secretKeyRef } from "../fields";
import { optional } from "../notes";

/** Private authorities of certificates that the services trust. */
export const trust = z.strictObject({
  caBundle: optional(
    certificate().meta({ kind: "certificateFile" }),
    "PEM with one certificate or several, or `file:PATH`. Not together with `caBundleSecret`.",
  ),
  caBundleSecret: optional(
    secretKeyRef(),
    "Key of an existing Secret with such a PEM; its changes reach pods when they restart.",
  ),
});
