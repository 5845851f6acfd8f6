import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { escapeIdentifier } from "pg";
import { applySeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import type { SeedConnection } from "../../seed/connection";
import type { PolicySpecification, SeedSpecification } from "../../seed/schema";
import {
  type PortForwardServer,
  startPortForwardServer,
  useServer,
} from "../support/port-forward-server";
import { asAdmin, createDatabase, type TestDatabase, testServer } from "../support/postgres";
import { specifications } from "./arbitraries";
import { uuidPolicies } from "./policy-schemas";
import { documented, listedScopes, newer, older, otherPolicies, typed, withRoles } from "./schemas";
import { example, policyExample, rowsOf, runSql, versionsOf } from "./support";

/** One way to bring a specification into a database. */
type BackEnd = (
  connection: SeedConnection,
  specification: SeedSpecification,
  schema?: string,
) => Promise<void>;

const direct: BackEnd = async (connection, specification, schema) => {
  await applySeed({ connection, specification, schema });
};

/** By a file that is made for the database, and run on it. */
const byFile: BackEnd = async (connection, specification, schema) => {
  await runSql({ connection }, (await sqlFile({ connection, specification, schema })).text);
};

/** By way of the API server's port-forward, at the name that pods use. */
const portForward: BackEnd = async (connection, specification, schema) => {
  const portForwardTo = { namespace: "db", pod: "postgres-0", port: 5432 };
  await direct(
    { ...connection, host: "postgres.db.svc", portForward: portForwardTo },
    specification,
    schema,
  );
};

const backEnds: Record<string, BackEnd> = { "SQL file": byFile, "port-forward": portForward };

/** Names that only quoted identifiers carry. */
const schemaNames = ["Member Ship", `user"; drop schema 'x сімʼя\u{1f46a}`];

/** What a role needs, for its schema's quoted name. */
const rights = (schema: string, role: string): string => `
  grant usage on schema ${schema} to ${role};
  grant select, insert, update on all tables in schema ${schema} to ${role};
`;

const uuids: SeedSpecification = {
  ...example,
  organizations: [
    example.organizations[0],
    { ...example.organizations[1], id: "7D2F0F2A-7B1C-4B5D-9E39-0123456789AB" },
  ],
  stacks: [example.stacks[0], { ...example.stacks[1], organization: "Globex" }],
};

const [firstOrganization, secondOrganization] = policyExample.organizations;

/** {@link policyExample} without numbers of policies. */
const byName: SeedSpecification = {
  ...policyExample,
  organizations: [
    firstOrganization,
    {
      ...secondOrganization,
      defaultPolicyId: undefined,
      defaultPolicy: "OrganizationGuest",
      members: [{ user: "carol@example.com", policy: "StackGuest" }],
    },
  ],
};

const schemas = [
  { name: "documented", ddl: documented, specification: policyExample },
  { name: "other policies'", ddl: otherPolicies, specification: policyExample },
  { name: "listed scopes'", ddl: listedScopes, specification: policyExample },
  { name: "uuid policies'", ddl: uuidPolicies, specification: byName },
  { name: "roles'", ddl: withRoles, specification: example },
  { name: "older", ddl: older, specification: example },
  { name: "newer", ddl: newer, specification: example },
  { name: "typed", ddl: typed, specification: uuids },
] as const;

/** What somebody did by hand: an address in another case, a renamed region, a missing member. */
async function edit(database: TestDatabase): Promise<void> {
  await database.query("update membership.users set email = upper(email) where email like 'bob%'");
  await database.query("update membership.regions set name = 'renamed' where name = 'eu-1'");
  await database.query("update membership.regions set active = false");
  await database.query("update membership.stacks set client_secret = 'other' where name = 'main'");
  const [table] = await database.query("select to_regclass('membership.policies') as name");
  if (table?.name === null) return;
  await database.query("update membership.policies set description = '' where name = 'Auditors'");
  await database.query("delete from membership.policies where name like 'Nobody%'");
  await database.query(
    `update membership.organization_users
     set policy_id = (select id from membership.policies where name = 'StackAdmin')`,
  );
}

/** Policies with other scopes, and a new one that becomes the default one. */
function withOtherPolicies([first, ...others]: readonly PolicySpecification[]) {
  return {
    policies: [
      ...(first === undefined ? [] : [{ ...first, scopes: ["organization:Update", "stack:Read"] }]),
      ...others,
      { name: "New", scopes: ["stack:Write"] },
    ],
    defaultPolicy: "New",
    defaultPolicyId: undefined,
    features: ["Third"],
  };
}

/** The same entries with other values, and one more of each kind. */
function changedFrom(specification: SeedSpecification): SeedSpecification {
  const { users = [], organizations = [], regions = [], stacks = [] } = specification;
  return {
    users: [...users, { email: "dave@example.com", role: "USER" }],
    organizations: [
      ...organizations.map((entry) => ({
        ...entry,
        domain: "other.example.com",
        ...(entry.policies && withOtherPolicies(entry.policies)),
      })),
      { name: "Initech", owner: "dave@example.com", members: [{ user: "carol@example.com" }] },
    ],
    regions: [
      ...regions.map((entry) => ({ ...entry, baseUrl: `${entry.baseUrl}/v2`, production: true })),
      { name: "us-1", baseUrl: "https://us-1.example.com", creator: "dave@example.com" },
    ],
    stacks: [
      ...stacks.map((entry) => ({ ...entry, modules: ["wallets"], clientSecret: "sesame-new" })),
      { name: "new", organization: "Initech", region: "us-1", clientSecret: "sesame-three" },
    ],
  };
}

describe("back ends end in the same rows", () => {
  const kubeconfig = process.env.KUBECONFIG;
  const folder = mkdtempSync(path.join(tmpdir(), "formance-kubeconfig-"));
  let server: PortForwardServer | undefined;

  before(async () => {
    const { port } = await testServer();
    const ready = { status: { conditions: [{ type: "Ready", status: "True" }] } };
    const objects = { "/api/v1/namespaces/db/pods/postgres-0": ready };
    server = await startPortForwardServer({ objects, target: port });
    useServer(server, folder);
  });

  after(async () => {
    if (kubeconfig === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = kubeconfig;
    await server?.close();
    rmSync(folder, { recursive: true });
  });

  for (const [backEnd, apply] of Object.entries(backEnds)) {
    describe(backEnd, () => {
      for (const { name, ddl, specification } of schemas) {
        it(`fills empty ${name} tables, and writes nothing again`, async () => {
          const [expected, database] = [await createDatabase(ddl), await createDatabase(ddl)];
          await direct(expected.connection, specification);
          await apply(database.connection, specification);
          const rows = await rowsOf(database);
          assert.equal(rows.stacks?.length, 2);
          assert.deepEqual(rows, await rowsOf(expected));
          const versions = await versionsOf(database);
          await apply(database.connection, specification);
          await direct(database.connection, specification);
          assert.deepEqual(await versionsOf(database), versions);
        });

        it(`adopts and changes what ${name} tables hold`, async () => {
          const [expected, database] = [await createDatabase(ddl), await createDatabase(ddl)];
          for (const { connection } of [expected, database])
            await direct(connection, specification);
          await edit(expected);
          await edit(database);
          const changed = changedFrom(specification);
          await direct(expected.connection, changed);
          await apply(database.connection, changed);
          assert.deepEqual(await rowsOf(database), await rowsOf(expected));
          const versions = await versionsOf(database);
          await direct(database.connection, changed);
          assert.deepEqual(await versionsOf(database), versions);
        });
      }
    });
  }

  for (const [backEnd, apply] of Object.entries({ direct, ...backEnds })) {
    it(`${backEnd}: a schema of any name, by a role with no more rights than are documented`, async () => {
      for (const schema of schemaNames) {
        const [expected, database] = [
          await createDatabase(documented),
          await createDatabase(documented),
        ];
        await direct(expected.connection, example);
        const name = escapeIdentifier(schema);
        const role = `Seeder ${database.connection.database}`;
        const user = escapeIdentifier(role);
        await database.query(`alter schema membership rename to ${name}`);
        await asAdmin(`create role ${user} login password 'seed-pass'`);
        await database.query(rights(name, user));
        const connection = { ...database.connection, user: role, password: "seed-pass" };
        await apply(connection, example, schema);
        await database.query(`alter schema ${name} rename to membership`);
        assert.deepEqual(await rowsOf(database), await rowsOf(expected), schema);
      }
    });
  }

  it("SQL file: any two specifications, one after the other", async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(specifications, specifications, async (first, second) => {
        const [expected, database] = [
          await createDatabase(documented),
          await createDatabase(documented),
        ];
        for (const specification of [first, second]) {
          await direct(expected.connection, specification);
          await byFile(database.connection, specification);
        }
        assert.deepEqual(await rowsOf(database), await rowsOf(expected));
      }),
      { numRuns: 15 },
    );
  });
});
