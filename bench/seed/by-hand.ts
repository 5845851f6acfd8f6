import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { SandboxError } from "../../sandbox/errors";
import type { SeedConnection } from "../../seed/connection";
import { descriptors } from "../../seed/kinds";
import { documentedIdStyle, resolve } from "../../seed/resolve";
import { givenText, isReference, kinds, type Kind } from "../../seed/rows";
import type { SeedSpecification } from "../../seed/schema";

/** Tables and the columns that are loaded, in the order of the references. */
const columns: Partial<
  Record<Kind, { readonly table: string; readonly names: readonly string[] }>
> = {
  users: { table: "users", names: ["id", "email", "role"] },
  organizations: { table: "organizations", names: ["id", "name", "domain", "owner_id"] },
  members: { table: "organization_users", names: ["organization_id", "user_id", "policy_id"] },
  regions: { table: "regions", names: ["id", "name", "base_url", "active", "production"] },
  stacks: {
    table: "stacks",
    names: [
      "organization_id",
      "id",
      "name",
      "region_id",
      "client_secret",
      "state",
      "status",
      "expected_status",
    ],
  },
};
/** Numbers of the built-in policies that stand for roles. */
const policies = { admin: 4, guest: 3 };

/**
 * Writes what an administrator would write by hand for the same rows: for each table a COPY into a
 * temporary table and one merge. Returns the script's path.
 */
export function writeScript(folder: string, specification: SeedSpecification): string {
  const desired = resolve(specification, documentedIdStyle);
  const ids = new Map(
    kinds.flatMap((kind) => desired[kind].map((row) => [`${kind} ${row.entry}`, row.id ?? ""])),
  );
  const lines = ["begin;"];
  for (const kind of kinds) {
    const loaded = columns[kind];
    if (loaded === undefined) continue;
    const { table, names } = loaded;
    const rows = desired[kind].map((row) => {
      const policy = row.given.role === "ADMIN" ? policies.admin : policies.guest;
      const values = { id: row.id, ...row.initial, ...row.given, policy_id: policy };
      return names.map((name) => {
        const value = (values as Record<string, typeof row.given.name>)[name];
        if (value === undefined || value === null) return "\\N";
        return isReference(value) ? ids.get(`${value.kind} ${value.entry}`) : givenText(value);
      });
    });
    const file = path.join(folder, `${kind}.tsv`);
    writeFileSync(file, rows.map((row) => `${row.join("\t")}\n`).join(""));
    lines.push(...loadLines(kind, table, names, file));
  }
  const script = path.join(folder, "seed.sql");
  writeFileSync(script, [...lines, "commit;", ""].join("\n"));
  return script;
}

function loadLines(kind: Kind, table: string, names: readonly string[], file: string): string[] {
  const { key } = descriptors[kind];
  const rest = names.filter((name) => !key.includes(name));
  const times = ["regions", "stacks"].includes(kind) ? ["created_at", "updated_at"] : [];
  const update =
    rest.length === 0
      ? "do nothing"
      : `do update set ${rest.map((name) => `${name} = excluded.${name}`).join(", ")} where (${rest
          .map((name) => `t.${name}`)
          .join(", ")}) is distinct from (${rest.map((name) => `excluded.${name}`).join(", ")})`;
  return [
    `create temporary table new_${kind} on commit drop as select ${names.join(", ")} from membership.${table} with no data;`,
    `\\copy new_${kind} from '${file}'`,
    `insert into membership.${table} as t (${[...names, ...times].join(", ")})`,
    `select ${[...names, ...times.map(() => "now()")].join(", ")} from new_${kind}`,
    `on conflict (${key.join(", ")}) ${update};`,
  ];
}

/** Runs the script with psql. */
export async function runScript(connection: SeedConnection, script: string): Promise<void> {
  const { host, port, user, database, password } = connection;
  const url = `postgresql://${user}@${host}:${port}/${database}`;
  const child = spawn("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", script, url], {
    env: { ...process.env, PGPASSWORD: password },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new SandboxError(`psql ended with ${code}.`);
}
