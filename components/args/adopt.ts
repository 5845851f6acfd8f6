// Generated from config/areas/ by `npm run generate`. Change it there.

/** A release of the vendor's Helm chart that the control plane takes over. */
export interface AdoptArgs {
  /** Name of the Helm release. */
  release: string;
  /** Names of the release's objects, where `nameOverride` or `fullnameOverride` changed them. */
  fullNames?: AdoptedNamesArgs;
}

/** Names of the release's objects, where overrides changed them. */
export interface AdoptedNamesArgs {
  /**
   * Name of Dex's Service and Ingress.
   * @default `<release>-dex`
   */
  dex?: string;
  /**
   * Name of Membership's Service and Ingress.
   * @default `<release>-membership`
   */
  membership?: string;
  /**
   * Name of Console's Service and Ingress.
   * @default `<release>-console-v3`
   */
  console?: string;
  /**
   * Name of Portal's Service and Ingress.
   * @default `<release>-portal`
   */
  portal?: string;
}
