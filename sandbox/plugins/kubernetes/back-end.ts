import type { Properties } from "../protocol/values";

/** Where objects go: files, or a cluster. */
export interface BackEnd {
  /** Makes an object, and gives what is known of it afterwards. */
  create(object: Properties): Promise<Properties>;
  /** The object as it is, or undefined if it is gone. */
  read(object: Properties): Promise<Properties | undefined>;
  update(object: Properties): Promise<Properties>;
  /** Deletes an object; one that is gone already is no error. */
  delete(object: Properties): Promise<void>;
}
