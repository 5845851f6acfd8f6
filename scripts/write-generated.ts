import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { generatedFiles, inferredFiles } from "./generated-files";

/** Writes the generated files, or with `--check` says which of them are stale. */
function main(): void {
  const check = process.argv.includes("--check");
  const stale = [...generatedFiles(), ...inferredFiles()].filter(
    ([file, content]) => !existsSync(file) || readFileSync(file, "utf8") !== content,
  );
  if (check && stale.length > 0) {
    const names = stale.map(([file]) => file).join(", ");
    console.error(`Stale: ${names}. Run "npm run generate" and commit the result.`);
    process.exitCode = 1;
    return;
  }
  for (const [file, content] of check ? [] : stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`Wrote ${file}`);
  }
}

main();
