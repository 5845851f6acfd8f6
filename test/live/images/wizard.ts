import type { Client } from "pg";
import { parse } from "yaml";
import { withDatabase } from "./database";

type Row = Readonly<Record<string, unknown>>;

/** The wizard's file, as far as the documented columns go. */
interface WizardFile {
  readonly wizard: {
    readonly users?: readonly Row[];
    readonly organizations?: readonly Row[];
    readonly regions?: readonly Row[];
    readonly stacks?: readonly Row[];
  };
}

/** Writes the rows of the wizard's file; a second run changes nothing. */
export async function runWizard(file: string): Promise<void> {
  const { wizard } = parse(file) as WizardFile;
  await withDatabase(async (client) => {
    for (const user of wizard.users ?? []) {
      await insert(client, "users", { id: user.id, email: user.email, role: user.role });
    }
    for (const { id, name, domain, ownerId, defaultPolicyId } of wizard.organizations ?? []) {
      await insert(client, "organizations", {
        ...{ id, name, domain, owner_id: ownerId },
        default_policy_id: defaultPolicyId,
      });
    }
    for (const { id, name, baseUrl, organizationId } of wizard.regions ?? []) {
      await insert(client, "regions", {
        ...{ id, name, base_url: baseUrl, organization_id: organizationId },
        created_at: new Date(),
      });
    }
    for (const { id, name, organizationId, regionId, clientSecret } of wizard.stacks ?? []) {
      const now = new Date();
      await insert(client, "stacks", {
        ...{ id, name, organization_id: organizationId, region_id: regionId },
        client_secret: clientSecret ?? "",
        ...{ state: "ACTIVE", status: "READY", expected_status: "READY" },
        ...{ created_at: now, updated_at: now },
      });
    }
  });
  console.log("the wizard is done");
}

async function insert(client: Client, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row).filter((column) => row[column] !== undefined);
  const places = columns.map((_, index) => `$${index + 1}`);
  await client.query(
    `insert into membership.${table} (${columns.join(", ")}) values (${places.join(", ")}) on conflict do nothing`,
    columns.map((column) => row[column]),
  );
}
