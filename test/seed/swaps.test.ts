import assert from "node:assert/strict";
import fc from "fast-check";
import { applySeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import type { Owned } from "../../seed/plan-types";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { swaps } from "./arbitraries";
import { strict } from "./schemas";
import { countStatements } from "./statement-count";
import { rowsOf, runSql, versionsOf } from "./support";

/** Two organizations with their domains. */
function domains(acme: string | undefined, globex: string | undefined): SeedSpecification {
  const owner = "ann@x.org";
  return {
    users: [{ email: owner }],
    organizations: [
      { name: "Acme", owner, domain: acme },
      { name: "Globex", owner, domain: globex },
    ],
  };
}

async function domainsOf(database: TestDatabase): Promise<unknown[]> {
  const rows = await database.query("select domain from membership.organizations order by name");
  return rows.map(({ domain }) => domain);
}

describe("unique values that pass from row to row", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(strict);
  });

  /** Applies specifications one after the other, as updates do. */
  async function applyAll(
    { connection }: TestDatabase,
    ...specifications: SeedSpecification[]
  ): Promise<void> {
    let previous: { specification: SeedSpecification; owned: Owned } | undefined;
    for (const specification of specifications) {
      const { owned } = await applySeed({ connection, specification, previous, prune: "owned" });
      previous = { specification, owned };
    }
  }

  it("change places, or move on, in one run", async () => {
    await applyAll(database, domains("x.org", "y.org"), domains("y.org", "x.org"));
    assert.deepEqual(await domainsOf(database), ["y.org", "x.org"]);
    await applyAll(database, domains("y.org", "x.org"), domains("x.org", "z.org"));
    assert.deepEqual(await domainsOf(database), ["x.org", "z.org"]);
    await applyAll(database, domains("x.org", "z.org"), domains(undefined, "x.org"));
    assert.deepEqual(await domainsOf(database), [null, "x.org"]);
  });

  it("go from a row that is removed, or renamed, to a new one", async () => {
    const [acme, globex] = domains("x.org", "y.org").organizations ?? [];
    assert.ok(acme !== undefined && globex !== undefined);
    const { users } = domains(undefined, undefined);
    const initech = { ...globex, name: "Initech" };
    await applyAll(
      database,
      { users, organizations: [acme, globex] },
      { users, organizations: [acme, initech] },
      {
        users,
        organizations: [
          { ...acme, domain: "z.org" },
          { ...initech, domain: "x.org" },
        ],
      },
      {
        users,
        organizations: [
          { ...acme, name: "Umbrella" },
          { ...initech, domain: "z.org" },
        ],
      },
    );
    assert.deepEqual(await domainsOf(database), ["z.org", "x.org"]);
  });

  it("cost no statement where none passes on", async () => {
    const { connection } = database;
    const run = (specification: SeedSpecification): Promise<number> =>
      countStatements(() => applySeed({ connection, specification }));
    await run(domains("x.org", "y.org"));
    const change = await run(domains("x.org", "z.org"));
    assert.equal(await run(domains("z.org", "x.org")), change + 1);
  });

  it("end in the second of any two specifications, and a repetition writes nothing", async function () {
    this.timeout(180_000);
    await fc.assert(
      fc.asyncProperty(swaps(1), swaps(1), async (first, second) => {
        const [both, only] = [await createDatabase(strict), await createDatabase(strict)];
        await applyAll(both, first, second);
        await applyAll(only, second);
        assert.deepEqual(await rowsOf(both), await rowsOf(only));
        const versions = await versionsOf(both);
        await applySeed({ connection: both.connection, specification: second });
        assert.deepEqual(await versionsOf(both), versions);
      }),
      { numRuns: 8 },
    );
  });

  it("end in the same rows by the SQL file", async function () {
    this.timeout(180_000);
    await fc.assert(
      fc.asyncProperty(swaps(1), swaps(1), async (first, second) => {
        const [direct, file] = [await createDatabase(strict), await createDatabase(strict)];
        await applyAll(direct, first, second);
        const { connection } = file;
        const { owned } = await applySeed({ connection, specification: first });
        const previous = { specification: first, owned };
        const request = { connection, specification: second, previous, prune: "owned" } as const;
        await runSql(file, (await sqlFile(request)).text);
        assert.deepEqual(await rowsOf(file), await rowsOf(direct));
        const versions = await versionsOf(file);
        await runSql(file, (await sqlFile({ connection, specification: second })).text);
        assert.deepEqual(await versionsOf(file), versions);
      }),
      { numRuns: 8 },
    );
  });
});
