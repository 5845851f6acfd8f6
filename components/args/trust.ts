import type { Input } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/**
 * Authorities of certificates that pods trust besides those of their images: private ones that the
 * public entry, or the provider that users log in with, has its certificate of.
 */
export interface TrustArgs {
  /** PEM with one certificate or several. Not together with `caBundleSecret`. */
  caBundle?: Input<string>;
  /** Key of an existing Secret with such a PEM; its changes reach pods when they restart. */
  caBundleSecret?: SecretKeyArgs;
}
