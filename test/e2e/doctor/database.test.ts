import assert from "node:assert/strict";

import type { DoctorDatabase } from "../../../checks/doctor/database/chain";
import { diagnose } from "../../../checks/doctor/diagnose";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { documentedTables } from "../../../sandbox/servers/postgres/membership-tables";
import { applySeed, previewSeed } from "../../../seed/apply";
import type { SeedConnection } from "../../../seed/connection";
import {
  createAuthority,
  fromNow,
  selfSigned,
  type TestAuthority,
} from "../../support/certificates";
import { testServer } from "../../support/postgres";
import { startTlsFront, type TlsFront } from "../../support/tls-front";
import { startTlsPostgres, type TlsPostgres } from "../support/tls-postgres";
import { HOSTS, startWorld, type World } from "./world";

const LIMITS = { timeLimit: 60_000, totalLimit: 120_000 };
const PASSWORD = "p@ss word/of:membership";
const SCHEMA = "membership";

const specification = {
  users: [{ email: "admin@formance.test", role: "ADMIN" as const }],
  organizations: [{ name: "Formance", owner: "admin@formance.test" }],
};

/** A role that holds rights can't be dropped, and one that is not there has none. */
function dropRole(name: string): string {
  return `do $$ begin
    if exists (select from pg_roles where rolname = '${name}') then
      execute 'drop owned by ${name}; drop role ${name}';
    end if;
  end $$;`;
}

describe("doctor at a broken database", function () {
  this.timeout(180_000);
  const fronts: TlsFront[] = [];
  let world: World;
  let authority: TestAuthority;
  let server: TlsPostgres;
  let well: SeedConnection;

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    world = await startWorld();
    authority = await createAuthority("Authority of the database");
    const keys = await authority.issue({ names: ["127.0.0.1"] });
    server = await startTlsPostgres(keys, authority.certificate);
    well = {
      host: "127.0.0.1",
      port: server.port,
      database: "postgres",
      user: "membership",
      password: PASSWORD,
      tlsCa: authority.certificate,
    };
  });

  /** The tables as Membership's role has them after its migrations and the seed. */
  beforeEach(async () => {
    await server.query(`
      drop schema if exists membership cascade;
      ${["membership", "stranger", "reader"].map(dropRole).join("\n")}
      create role membership login password '${PASSWORD}';
      grant create on database postgres to membership;
      set role membership;
      ${documentedTables}
    `);
    await applySeed({ connection: well, schema: SCHEMA, specification });
  });

  afterEach(async () => {
    world.restore();
    for (const front of fronts.splice(0)) await front.close();
  });

  after(async () => {
    await world.close();
    await server.stop();
  });

  const look = (connection: SeedConnection, change: Partial<DoctorDatabase> = {}) => {
    const { login: _, ...target } = world.target;
    const plan = () => previewSeed({ connection, schema: SCHEMA, specification });
    return diagnose({ target, database: { connection, schema: SCHEMA, plan, ...change } }, LIMITS);
  };

  const behind = async (certificate: Parameters<typeof startTlsFront>[1]) => {
    const { port, password, user } = await testServer();
    const front = await startTlsFront(port, certificate);
    fronts.push(front);
    return { ...well, port: front.port, password, user };
  };

  const admin = async (sql: string, change: Partial<SeedConnection> = {}) => {
    await server.query(sql);
    return { ...well, ...change };
  };

  it("finds nothing to say about a healthy one", async () => {
    const { verdict, results } = await look(well);
    assert.deepEqual(
      results.filter(({ status }) => status !== "ok"),
      [],
    );
    assert.equal(verdict.healthy, true);
    assert.ok(results.some(({ id }) => id === "seed-drift"));
  });

  const faults: readonly (readonly [string, () => Promise<SeedConnection>, string, RegExp])[] = [
    [
      "a wrong password",
      () => Promise.resolve({ ...well, password: "wrong" }),
      "database-connection",
      /refused the login of role membership/,
    ],
    [
      "a role that is not there",
      () => Promise.resolve({ ...well, user: "nobody" }),
      "database-connection",
      /refused the login of role nobody/,
    ],
    [
      "a database that is not there",
      () => Promise.resolve({ ...well, database: "nowhere" }),
      "database-connection",
      /has no database "nowhere"/,
    ],
    [
      "a server that takes encrypted connections only",
      () => Promise.resolve({ ...well, tlsMode: "disable" as const }),
      "database-connection",
      /pg_hba\.conf/,
    ],
    [
      "a server that speaks no TLS",
      async () => {
        const { port, user, password } = await testServer();
        return { ...well, port, user, password };
      },
      "database-connection",
      /doesn't support TLS/,
    ],
    [
      "a server's certificate of an unknown authority",
      () => Promise.resolve({ ...well, tlsCa: undefined }),
      "database-connection",
      /TLS certificate of 127\.0\.0\.1:\d+ was refused/,
    ],
    [
      "a server's certificate that has run out",
      async () =>
        behind(
          await authority.issue({
            names: ["127.0.0.1"],
            notBefore: fromNow(-60),
            notAfter: fromNow(-1),
          }),
        ),
      "database-connection",
      /refused \(CERT_HAS_EXPIRED\)/,
    ],
    [
      "a server's certificate for another host",
      async () => behind(await authority.issue({ names: ["db.formance.test"] })),
      "database-connection",
      /refused \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    ],
    [
      "a server's self-signed certificate",
      async () => behind(await selfSigned({ names: ["127.0.0.1"] })),
      "database-connection",
      /was refused/,
    ],
    [
      "a role without a connection left",
      () => admin("alter role membership connection limit 0"),
      "database-connection",
      /no free connections|too many connections/,
    ],
    [
      "a schema that is not there",
      () => admin("drop schema membership cascade"),
      "database-schema",
      /There is no table in schema membership/,
    ],
    [
      "a role that may not use the schema",
      () =>
        admin(
          `create role stranger login password '${PASSWORD}';
           alter schema membership owner to postgres;
           revoke all on schema membership from public`,
          { user: "stranger" },
        ),
      "database-schema",
      /schema/,
    ],
    [
      "a role that may not write the tables",
      () =>
        admin(
          `create role reader login password '${PASSWORD}';
           grant usage on schema membership to reader;
           grant select on all tables in schema membership to reader`,
          { user: "reader" },
        ),
      "database-rights",
      /Rights on the seeded tables are missing/,
    ],
    [
      "migrations that were broken off",
      () => admin("drop table membership.stacks cascade"),
      "database-migrated",
      /there is no table membership\.stacks/,
    ],
    [
      "a table of another release",
      () => admin("alter table membership.regions drop column name"),
      "database-migrated",
      /membership\.regions has no column name/,
    ],
  ];
  for (const [fault, breaking, id, words] of faults) {
    it(`names ${fault}`, async () => {
      const { verdict, results } = await look(await breaking());
      const { first } = verdict;
      assert.equal(first?.id, id, JSON.stringify(results.filter((r) => r.status !== "ok")));
      assert.match(first.evidence, words);
      assert.ok(first.remedy);
      assert.ok(!JSON.stringify(results).includes(PASSWORD));
    });
  }

  it("names the database when Membership is down because of it", async () => {
    world.entry.route(HOSTS.membership, await findFreePort());
    const { verdict } = await look({ ...well, port: await findFreePort() });
    assert.equal(verdict.first?.id, "database-reach");
    assert.match(verdict.first.evidence, /nothing listens there/);
    assert.ok(verdict.others > 0);
  });

  it("only warns when Membership is well, and this machine alone is kept out", async () => {
    const { verdict, results } = await look({ ...well, port: await findFreePort() });
    assert.equal(verdict.healthy, true);
    const reach = results.find(({ id }) => id === "database-reach");
    assert.equal(reach?.status, "warning");
    assert.match(reach.evidence, /Membership reaches it/);
  });

  it("warns of rows that differ from the seed", async () => {
    await server.query("update membership.organizations set name = 'Changed by hand'");
    const { verdict, results } = await look(well);
    assert.equal(verdict.healthy, true);
    const drift = results.find(({ id }) => id === "seed-drift");
    assert.equal(drift?.status, "warning");
    assert.match(drift.evidence, /~1 organization \(Formance: name\)/);
    assert.ok(drift.remedy);
  });
});
