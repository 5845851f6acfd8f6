import type { Properties } from "../protocol/values";

/** How long an object is waited for. */
export interface Wait {
  /** In seconds; 0: as long as is usual. */
  readonly timeout: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Where objects go: files, or a cluster. */
export interface BackEnd {
  /** Makes an object, and gives what is known of it afterwards. */
  create(object: Properties): Promise<Properties>;
  /**
   * Waits until an object that was made or changed is ready, and gives what it has become.
   * @throws {InitializationError} when it isn't in time, or never will be
   */
  untilReady?(object: Properties, wait: Wait): Promise<Properties>;
  /** Whether an object asks to be made again, and is not ready. */
  isUnready?(object: Properties): Promise<boolean>;
  /** The object as it is, or undefined if it is gone. */
  read(object: Properties): Promise<Properties | undefined>;
  /** Changes an object, as the one who owns its fields. */
  update(object: Properties, fieldManager: string): Promise<Properties>;
  /** Deletes an object; one that is gone already is no error. */
  delete(object: Properties): Promise<void>;
}
