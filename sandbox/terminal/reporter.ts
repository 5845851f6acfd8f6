/** Hears what the sandbox does, step by step; a terminal shows it, tests stay silent. */
export interface Reporter {
  /** A step begins. */
  begin(step: string, text: string): void;
  /** The step that runs got further. */
  update(text: string): void;
  /** The step that runs is done. */
  done(text: string): void;
  /** The step that runs failed; an error follows elsewhere. */
  fail(text: string): void;
  /** Something that a person should know, whatever runs. */
  notice(text: string): void;
  /** Something that a person should do something about. */
  warn(text: string): void;
}

/** A reporter that says nothing. */
export const silentReporter: Reporter = {
  begin: () => undefined,
  update: () => undefined,
  done: () => undefined,
  fail: () => undefined,
  notice: () => undefined,
  warn: () => undefined,
};
