// Generated from config/areas/ by `npm run generate`. Change it there.

import type { Input, Inputs } from "@pulumi/pulumi";
import type { SecretKeyArgs } from "./shared";

/** An identity provider behind Dex. */
export interface DexConnectorArgs {
  /**
   * Type of the connector, as Dex names it.
   * @example "ldap"
   */
  type: Input<string>;
  /** Id of the connector. It is part of URLs that users see: never change it. */
  id: Input<string>;
  /** Name on the login page. */
  name: Input<string>;
  /**
   * Settings of the connector, kept in a Secret. `redirectURI` is `<issuer>/callback` by default.
   */
  config: Input<Inputs>;
  /**
   * Grant types for which users can log in here. Needs Dex's main branch (after 2.45).
   * @default all grant types
   */
  grantTypes?: Input<Input<string>[]>;
  /** Files that the connector reads. */
  files?: DexConnectorFileArgs[];
}

/** A file that a connector reads. Set `content` or `secretRef`. */
export interface DexConnectorFileArgs {
  /**
   * Setting of the connector that takes the path; a list gets it appended.
   * @example "rootCA"
   */
  setting: string;
  /** Content of the file. It is kept in Dex's Secret. */
  content?: Input<string>;
  /** Key of an existing Secret. Dex notices a change only when its pods restart. */
  secretRef?: SecretKeyArgs;
}
