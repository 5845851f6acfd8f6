/** What an engine is looked for with, and who hears how it goes. */
export interface EngineRequest {
  /** The folder of the checkout. */
  readonly root: string;
  /** The folder for downloads and builds. */
  readonly cache: string;
  /** Called with what is going on, often. */
  readonly onProgress: (text: string) => void;
  /** Called with what a person should know although the search goes on. */
  readonly onNotice: (text: string) => void;
}

/** Where an engine comes from. */
export type EngineSource = "path" | "npm" | "go";

/** A source's answer: the folder whose `bin` holds the CLI, or why it has none. */
export type SourceResult =
  | {
      readonly found: true;
      /** Without a leading `v`. */
      readonly version: string;
      /** The folder of the CLI itself. */
      readonly binDirectory: string;
    }
  | { readonly found: false; readonly reason: string };
