/** The Pulumi CLI of this machine. */
export interface PulumiEngine {
  /** Its release, such as `3.259.0`. */
  readonly version: string;
  /** The provider plugins that the stack needs, in the SDK's releases. */
  readonly needed: readonly Plugin[];
  /** Names the plugins that are installed. */
  readonly installed: () => Promise<readonly Plugin[]>;
}

/** A provider plugin in a release. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}
