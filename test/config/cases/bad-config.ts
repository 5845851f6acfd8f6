/** A wrong stack config, and everything that is to be said about it. */
export interface BadConfig {
  readonly name: string;
  /** What is changed in the minimal stack. */
  readonly change: Record<string, unknown>;
  /** Messages by path, without the namespace. */
  readonly problems: Readonly<Record<string, string>>;
}
