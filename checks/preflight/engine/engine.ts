/** The Pulumi CLI of this machine. */
export interface PulumiEngine {
  /** Its release, such as `3.259.0`. */
  readonly version: string;
  /** Whether it is the sandbox's own, which need not be on PATH and brings its plugins. */
  readonly ofSandbox?: boolean;
  /** The provider plugins that the stack needs, in the SDK's releases. */
  readonly needed: readonly Plugin[];
  /** The stack that is to be deployed. */
  readonly stack: string;
  /** Names what an update was creating when it was cut off. */
  readonly pendingCreates: () => Promise<readonly string[]>;
  /** Names the plugins that are installed. */
  readonly installed: () => Promise<readonly Plugin[]>;
}

/** A provider plugin in a release. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
}
