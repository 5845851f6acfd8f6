import { writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";

/** Settings of a control plane on databases that are there, as a cluster without a Postgres of ours has it. */
export const onExistingDatabases = {
  environment: "test",
  domain: "formance.test",
  database: {
    host: "postgres.example.com",
    ...Object.fromEntries(
      ["dex", "membership", "console", "portal"].map((service) => [
        service,
        { passwordSecret: { name: "passwords", key: service } },
      ]),
    ),
  },
};

/**
 * Writes settings as the file of the stack `dev` into a folder, and returns its path. A key without
 * a colon is the program's own.
 */
export function writeStackFile(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): string {
  const file = path.join(folder, "Pulumi.dev.yaml");
  const config = Object.entries(settings).map(
    ([key, value]) => [key.includes(":") ? key : `formance-control-plane:${key}`, value] as const,
  );
  writeFileSync(file, stringify({ config: Object.fromEntries(config) }));
  return file;
}
