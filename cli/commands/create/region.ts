import type { Registry } from "../../program";
import { type DatabaseOptions, withDatabase } from "../../seed/database-options";

interface RegionOptions extends DatabaseOptions {
  readonly baseUrl: string;
  readonly organization?: string;
  readonly production: boolean;
  readonly id?: string;
}

/** `create region`. */
export function registerCreateRegion({ action }: Registry, create: Registry["program"]): void {
  withDatabase(
    create
      .command("region")
      .description("Create a region, public or private to an organization.")
      .argument("<name>", "the region's name")
      .requiredOption("--base-url <url>", "URL that serves its stacks")
      .option("--organization <name>", "name or id of the organization that it is private to")
      .option("--no-production", "the region is not for production")
      .option("--id <id>", "region id (default: derived from the name)"),
  )
    .addHelpText(
      "after",
      "\nExample:\n  control-plane create region eu-1 --base-url https://eu-1.example.com --stack acme",
    )
    .action(
      action<[string, RegionOptions]>(async (context, name, options) => {
        const { createEntries } = await import("../../seed/create.js");
        const { baseUrl, organization, production, id } = options;
        const named = {
          organization:
            organization === undefined
              ? undefined
              : { word: organization, argument: "--organization" },
        };
        return createEntries(context, options, named, (existing) => {
          const region = {
            name,
            baseUrl,
            production,
            organization: existing.organization?.id,
            id,
          };
          return { ...existing.entries, regions: [region] };
        });
      }),
    );
}
