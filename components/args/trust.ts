// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** Private certificate authorities that the pods trust. */
export interface TrustArgs {
  /** PEM with one or more certificates, or `file:PATH`. Not with `caBundleSecret`. */
  caBundle?: Input<string>;
  /** Key of an existing Secret with such a PEM. Pods notice a change only when they restart. */
  caBundleSecret?: SecretKeyArgs;
}
