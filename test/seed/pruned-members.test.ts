import assert from "node:assert/strict";
import { applySeed, previewSeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import type { SeedRequest } from "../../seed/request";
import type { SeedSpecification } from "../../seed/schema";
import { summarize } from "../../seed/summary";
import { asAdmin, createDatabase, type TestDatabase } from "../support/postgres";
import { acme, alice, bob } from "./policy-entries";
import { withRoleBesidePolicy } from "./policy-schemas";
import { documented, listedScopes, otherPolicies, withRoles } from "./schemas";
import { runSql } from "./support";

const carol = "carol@example.com";

const users = [alice, bob, carol].map((email) => ({ email }));
const members = [{ user: bob }, { user: carol }];

/** Two organizations with a stack each, of which Bob and Carol are members. */
function everything(
  acmeEntry: Partial<NonNullable<SeedSpecification["organizations"]>[number]> = { members },
): SeedSpecification {
  return {
    users,
    organizations: [
      { name: "Acme", owner: alice, ...acmeEntry },
      { name: "Globex", owner: alice, members },
    ],
    regions: [{ name: "eu", baseUrl: "https://eu.example.com" }],
    stacks: ["Acme", "Globex"].map((organization) => ({
      name: "s",
      organization,
      region: "eu",
      clientSecret: "x",
    })),
  };
}

/** The table of stacks' members, with one row for each stack and for Bob and Carol, made by hand. */
const grant = (table: string): string => {
  const own = table === "stack_users" ? "organization_id, " : "";
  const from = table === "stack_users" ? "s.organization_id, " : "";
  return `insert into membership.${table} (${own}stack_id, user_id, policy_id)
    select ${from}s.id, u.id, 1 from membership.stacks s, membership.users u
    where u.email in ('${bob}', '${carol}')`;
};

const schemas = {
  documented: [documented, "stack_users"],
  "other policies'": [otherPolicies, "stack_access"],
  "listed scopes'": [listedScopes, "stack_users"],
  "roles'": [withRoles, "stack_users"],
  "role and policy's": [withRoleBesidePolicy("integer"), "stack_users"],
} as const;

describe("a membership that is pruned", () => {
  let database: TestDatabase;

  /** Who has access to a stack, as `organization/user`. */
  async function access(table = "stack_users"): Promise<string[]> {
    const rows = await database.query<{ who: string }>(
      `select o.name || '/' || split_part(u.email, '@', 1) as who from membership.${table} a
       join membership.users u on u.id = a.user_id
       join membership.stacks s on s.id = a.stack_id
       join membership.organizations o on o.id = s.organization_id order by 1`,
    );
    return rows.map(({ who }) => who);
  }

  const all = ["Acme/bob", "Acme/carol", "Globex/bob", "Globex/carol"];
  const without = (...gone: string[]): string[] => all.filter((who) => !gone.includes(who));

  /** Applies one specification, then grants access by hand, and says how another one follows. */
  async function prepared(
    ddl: string,
    table: string,
    first = everything(),
  ): Promise<Pick<SeedRequest, "connection" | "previous" | "prune">> {
    database = await createDatabase(ddl);
    const { connection } = database;
    const { owned } = await applySeed({ connection, specification: first });
    await database.query(grant(table));
    return { connection, previous: { specification: first, owned }, prune: "owned" };
  }

  for (const [name, [ddl, table]] of Object.entries(schemas)) {
    it(`takes the user's access to the organization's stacks with it: ${name} tables`, async () => {
      const request = await prepared(ddl, table);
      const specification = everything({ members: [{ user: carol }] });
      const said =
        /-1 member \(Acme\/bob@example\.com\), .*-1 stack member \(Acme\/s\/bob@example\.com\)/;
      assert.match(summarize(await previewSeed({ ...request, specification })), said);
      assert.deepEqual(await access(table), all);
      const { summary, owned } = await applySeed({ ...request, specification });
      assert.match(summary, said);
      assert.deepEqual(await access(table), without("Acme/bob"));
      const again = await applySeed({
        ...request,
        specification,
        previous: { specification, owned },
      });
      assert.match(again.summary, /^\d+ unchanged/);
    });
  }

  it("takes it also where the specification has no stacks, and by the SQL file", async () => {
    for (const by of ["direct", "SQL file"]) {
      const request = await prepared(documented, "stack_users");
      const { previous } = request;
      const first = previous?.specification;
      assert.ok(previous !== undefined && first !== undefined);
      const none = { regions: [], stacks: [] };
      const owned = { ...previous.owned, stacks: [], regions: [], organizations: [], users: [] };
      const rest = {
        ...request,
        specification: { ...everything({ members: [] }), ...none },
        previous: { specification: { ...first, ...none }, owned },
      };
      if (by === "direct") await applySeed(rest);
      else await runSql(database, (await sqlFile(rest)).text);
      assert.deepEqual(await access(), without("Acme/bob", "Acme/carol"), by);
    }
  });

  it("lets its user go too", async () => {
    const request = await prepared(documented, "stack_users");
    const specification = {
      ...everything({ members: [{ user: carol }] }),
      users: [{ email: alice }, { email: carol }],
    };
    const [first, globex] = specification.organizations ?? [];
    assert.ok(first !== undefined && globex !== undefined);
    const organizations = [first, { ...globex, members: [{ user: carol }] }];
    const { summary } = await applySeed({
      ...request,
      specification: { ...specification, organizations },
    });
    assert.match(
      summary,
      /-1 user \(bob@example\.com\), -2 members .*, -2 stack members \(Acme\/s\/bob@example\.com, Globex\/s\/bob@example\.com\)/,
    );
    assert.deepEqual(await access(), without("Acme/bob", "Globex/bob"));
  });

  it("takes access that the seed gave, and that of a former owner", async () => {
    const first = {
      ...everything(),
      stacks: everything().stacks?.map((stack) => ({ ...stack, members: [{ user: alice }] })),
    };
    const request = await prepared(documented, "stack_users", first);
    const later = {
      ...everything({ owner: bob, members: [{ user: carol }] }),
      stacks: first.stacks?.map((stack) =>
        stack.organization === "Acme" ? { ...stack, members: [] } : stack,
      ),
    };
    const { summary } = await applySeed({ ...request, specification: later });
    assert.match(summary, /-1 member \(Acme\/alice@example\.com\)/);
    assert.deepEqual(await access(), [...all, "Globex/alice"].sort());
  });

  it("goes while the organization and its stack are kept", async () => {
    const request = await prepared(documented, "stack_users");
    const { regions = [], stacks = [] } = everything();
    const specification: SeedSpecification = {
      users,
      organizations: everything().organizations?.slice(1),
      regions,
      stacks: stacks.slice(1),
    };
    const { summary } = await applySeed({ ...request, specification });
    assert.match(summary, /1 organization kept without an entry/);
    assert.match(summary, /1 stack kept without an entry/);
    assert.deepEqual(await access(), without("Acme/bob", "Acme/carol"));
  });

  for (const prune of ["never", "warn"] as const) {
    it(`keeps everything under prune: ${prune}, and where somebody else made it`, async () => {
      const request = await prepared(documented, "stack_users");
      const specification = everything({ members: [] });
      await applySeed({ ...request, specification, prune });
      assert.deepEqual(await access(), all);
      const { previous } = request;
      assert.ok(previous);
      const adopted = { ...previous, owned: { ...previous.owned, members: [] } };
      await applySeed({ ...request, specification, previous: adopted });
      assert.deepEqual(await access(), all);
    });
  }

  it("names the right that it needs, and only then", async () => {
    const request = await prepared(documented, "stack_users");
    const role = `pruner_${database.connection.database}`;
    await asAdmin(`create role ${role} login password 'seed-pass'`);
    await database.query(
      `grant usage on schema membership to ${role};
       grant select, insert, update, delete on all tables in schema membership to ${role};
       revoke delete on membership.stack_users from ${role}`,
    );
    const connection = { ...database.connection, user: role, password: "seed-pass" };
    await applySeed({ ...request, connection, specification: everything() });
    const specification = everything({ members: [{ user: carol }] });
    await assert.rejects(
      applySeed({ ...request, connection, specification }),
      /As their owner, run: grant delete on membership\.stack_users to pruner_\w+;$/,
    );
    assert.deepEqual(await access(), all);
    await database.query(`grant delete on membership.stack_users to ${role}`);
    await applySeed({ ...request, connection, specification });
    assert.deepEqual(await access(), without("Acme/bob"));
  });

  it("stops a SQL file that was made before access was given", async () => {
    const request = await prepared(documented, "stack_users");
    await database.query("delete from membership.stack_users");
    const specification = everything({ members: [] });
    const { text } = await sqlFile({ ...request, specification });
    await database.query(grant("stack_users"));
    await assert.rejects(runSql(database, text), /The rows of table stack_users aren't those/);
    assert.deepEqual(await access(), all);
  });

  it("says nothing of access where there is none, and where no table has any", async () => {
    for (const ddl of [
      documented,
      documented.replace(/create table if not exists membership.stack_users [^]*?\n\);\n/, ""),
    ]) {
      database = await createDatabase(ddl);
      const { connection } = database;
      const { owned } = await applySeed({
        connection,
        specification: acme({ members: [{ user: bob }] }),
      });
      const previous = { specification: acme({ members: [{ user: bob }] }), owned };
      const { summary } = await applySeed({
        connection,
        specification: acme({}),
        previous,
        prune: "owned",
      });
      assert.match(summary, /^-1 member \(Acme\/bob@example\.com\), \d+ unchanged$/);
    }
  });
});
