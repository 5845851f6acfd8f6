import type { Input, Inputs } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** A file that a connector reads, such as a certificate or a key. Give `content` or `secretRef`. */
export interface DexConnectorFileArgs {
  /** Setting of the connector that takes the path, e.g. `rootCA`; a list gets it appended. */
  setting: string;
  /** What the file holds; it is kept in Dex's Secret. */
  content?: Input<string>;
  /** Key of an existing Secret. Dex reads a change of it when its pods start. */
  secretRef?: SecretKeyArgs;
}

/** An identity provider behind Dex. */
export interface DexConnectorArgs {
  /** Type of the connector as Dex names it, e.g. `oidc`, `ldap`, `saml`. */
  type: Input<string>;
  /** Id; part of the URLs that users see, so never change it. */
  id: Input<string>;
  /** Name on the login page. */
  name: Input<string>;
  /**
   * Settings of the connector; they are kept in a Secret. `redirectURI` is `<issuer>/callback`
   * when absent.
   */
  config: Input<Inputs>;
  /** Files that the connector reads. */
  files?: DexConnectorFileArgs[];
}
