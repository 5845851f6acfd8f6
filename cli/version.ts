import { readFileSync } from "node:fs";
import path from "node:path";

/** The release of this package. */
export function packageVersion(): string {
  const file = path.join(__dirname, "..", "..", "package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return version;
}
