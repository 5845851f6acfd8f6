import assert from "node:assert/strict";
import fc from "fast-check";
import { Client } from "pg";
import { parsePostgresUrl, postgresUrl } from "../../facts/postgres-url";

const parts = { host: "db.internal", port: 5432, database: "app", user: "app", tlsMode: "require" };

describe("a connection URL", () => {
  it("brings any user, password and database name through", () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: "grapheme" }).filter((each) => !each.includes("\0")),
      fc.constantFrom("@:/?#[]%&'\"\\", "@:;=+$,&", "100%41", "p@ss/w?rd#", "ключ", "🔑", " "),
    );
    // The config refuses what is a folder in any URL, or what clients read differently.
    const name = text.filter((each) => each !== "." && each !== ".." && !/[/?#\0]/.test(each));
    fc.assert(
      fc.property(text, text, name, (user, password, database) => {
        const url = postgresUrl({ ...parts, tlsMode: "disable", user, password, database });
        const { user: readUser, password: readPassword, ...rest } = parsePostgresUrl(url);
        assert.deepEqual([readUser, readPassword], [user, password]);
        assert.deepEqual([rest.host, rest.port, rest.database], ["db.internal", 5432, database]);
        // As a client reads it.
        const client = new Client({ connectionString: url });
        assert.deepEqual([client.user, client.password], [user, password]);
        assert.deepEqual([client.host, client.port], ["db.internal", 5432]);
        assert.equal(client.database, database);
      }),
    );
  });

  it("names the TLS mode and the authority's file", () => {
    const url = new URL(postgresUrl({ ...parts, tlsMode: "verify-full", caFile: "/etc/ca.crt" }));
    assert.equal(url.searchParams.get("sslmode"), "verify-full");
    assert.equal(url.searchParams.get("sslrootcert"), "/etc/ca.crt");
  });

  it("takes an IPv6 address", () => {
    const url = postgresUrl({ ...parts, host: "::1", password: "pw" });
    assert.equal(new URL(url).host, "[::1]:5432");
    assert.equal(parsePostgresUrl(url).host, "::1");
  });
});
