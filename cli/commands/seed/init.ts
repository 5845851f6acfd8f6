import { type DatabaseOptions, DATABASE_HELP, withDatabase } from "../../seed/database-options";
import type { Registry } from "../../program";
import { withEntry } from "../../seed/with-member";

interface InitOptions extends DatabaseOptions {
  readonly admin: string;
  readonly ownerPolicy?: string;
  readonly organization: string;
  readonly domain?: string;
  readonly defaultPolicy?: string;
  readonly region: string;
  readonly regionUrl: string;
  readonly stackName: string;
}

/** `seed init`: everything that a first login needs, at once. */
export function registerSeedInit({ action }: Registry, seed: Registry["program"]): void {
  withDatabase(
    seed
      .command("init")
      .description("Create a first region, organization, administrator and stack.")
      .requiredOption("--admin <email>", "user who owns the organization")
      .requiredOption("--organization <name>", "the organization")
      .option(
        "--owner-policy <policy>",
        "name or number of that user's policy (default: that of an administrator)",
      )
      .option("--domain <domain>", "e-mail domain whose users join the organization")
      .option("--default-policy <policy>", "name or number of the policy of those users")
      .requiredOption("--region <name>", "the region")
      .requiredOption("--region-url <url>", "URL that serves the region's stacks")
      .option("--stack-name <name>", "the stack in the organization", "main"),
  )
    .addHelpText(
      "after",
      `${DATABASE_HELP}

Existing entries stay unchanged, so you can run it again. The stack's client secret is generated, and
kept only in the database.

Example:
  control-plane seed init --stack acme --admin alice@example.com --organization Acme \\
    --domain example.com --region eu-1 --region-url https://eu-1.example.com`,
    )
    .action(
      action<[InitOptions]>(async (context, options) => {
        const { createEntries } = await import("../../seed/create.js");
        const { admin, organization, region, regionUrl, stackName } = options;
        const { ownerPolicy, domain, defaultPolicy } = options;
        const named = {
          user: { word: admin, argument: "--admin", isMade: true },
          organization: { word: organization, argument: "--organization", isMade: true },
          region: { word: region, argument: "--region", isMade: true },
        } as const;
        return createEntries(context, options, named, ({ entries, ...found }) => {
          const owner = found.user?.id ?? admin;
          return {
            users: withEntry(entries.users, { email: admin, id: found.user?.id }),
            organizations: withEntry(entries.organizations, {
              name: organization,
              id: found.organization?.id,
              owner,
              ownerPolicy,
              domain,
              defaultPolicy,
              members: [{ user: owner }],
            }),
            regions: [{ ...found.region, name: region, baseUrl: regionUrl }],
            stacks: [
              {
                name: stackName,
                organization: found.organization?.id ?? organization,
                region: found.region?.id ?? region,
              },
            ],
          };
        });
      }),
    );
}
