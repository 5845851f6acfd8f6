import { mkdirSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../../workspace/folders";

/** Where the picture of that name of the last run is. */
export function screenshotFile(name: string): string {
  const folder = path.join(cacheFolder(), "live-screenshots");
  mkdirSync(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}
