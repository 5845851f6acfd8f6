import { existsSync } from "node:fs";

import { messageOf } from "../../messages/errors";
import type { WorkspacePlaces } from "../../workspace/places";
import { SandboxError } from "../errors";

/** An error of the engine as it is, unless it is that of a wrong passphrase, which is explained. */
export function explainPassphrase(error: unknown, places: WorkspacePlaces, file: string): unknown {
  if (!messageOf(error).includes("incorrect passphrase")) return error;
  const text = existsSync(places.borrowed)
    ? `The passphrase of PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE doesn't decrypt the values of ${file}. Set the one that they were encrypted with.`
    : `The passphrase in ${places.passphrase} is not the one that the sandbox was created with. Put that one back. If it is lost, start again with npm run down, and store the secrets of ${file} again.`;
  return new SandboxError(text, { cause: error });
}
