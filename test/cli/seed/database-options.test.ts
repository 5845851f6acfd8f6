import assert from "node:assert/strict";
import path from "node:path";

import { type DatabaseOptions, givenConnection } from "../../../cli/seed/database-options";
import { runCommandLine } from "../support";
import { withFolder } from "./support";

function connection(options: DatabaseOptions, env: Record<string, string> = {}, input = "") {
  const io = {
    out: () => undefined,
    err: () => undefined,
    env,
    cwd: process.cwd(),
    columns: 100,
    interactive: false,
    color: false,
    readInput: () => Promise.resolve(input),
    openInBrowser: () => Promise.reject(new Error("no test opens a browser")),
  };
  return givenConnection({ io }, options);
}

describe("the database of a command", () => {
  it("comes from a URL, its password from a file, less the last line break", async () => {
    await withFolder({ password: "se same\n\n" }, async (folder) => {
      const given = await connection({
        databaseUrl: "postgresql://us%40er@[::1]:6432/my%20db?sslmode=verify-ca",
        passwordFile: path.join(folder, "password"),
      });
      assert.deepEqual(given, {
        host: "::1",
        port: 6432,
        database: "my db",
        user: "us@er",
        password: "se same\n",
        tlsMode: "verify-ca",
      });
    });
  });

  it("takes from libpq's variables what the URL leaves out", async () => {
    const env = {
      PGUSER: "u",
      PGPASSWORD: "p",
      PGHOST: "other",
      PGPORT: "1",
      PGSSLMODE: "require",
    };
    const given = await connection({ databaseUrl: "postgres://db.example.com/membership" }, env);
    assert.deepEqual(given, {
      host: "db.example.com",
      port: 1,
      database: "membership",
      user: "u",
      password: "p",
      tlsMode: "require",
    });
  });

  it("is verified in full unless it is said otherwise", async () => {
    const given = await connection({ databaseUrl: "postgres://u@h/d", passwordFile: "-" }, {}, "p");
    assert.equal(given?.tlsMode, "verify-full");
    assert.equal(given.password, "p");
  });

  for (const [args, env, words] of [
    [[], {}, /Name the database/],
    [["--database-url", "mysql://u:sesame@h/d"], {}, /must be a URL/],
    [["--database-url", "postgres://h/d"], {}, /user is missing/],
    [["--database-url", "postgres://u@h"], {}, /name is missing/],
    [
      ["--database-url", "postgres://u:sesame@h/d"],
      {},
      /has a password.*--password-file FILE or PGPASSWORD/,
    ],
    [["--database-url", "postgres://%sesame@h/d"], {}, /write it as %25/],
    [[], { PGHOST: "h", PGUSER: "u", PGDATABASE: "d", PGPORT: "x" }, /PGPORT must be a port/],
    [[], { PGHOST: "h", PGUSER: "u", PGDATABASE: "d", PGSSLMODE: "prefer" }, /"prefer"/],
    [["--tls-mode", "prefer"], {}, /Allowed choices/],
  ] as const) {
    it(`is refused with ${args.join(" ")} ${Object.keys(env).join(" ")}`.trim(), async () => {
      const { status, out, err } = await runCommandLine(["seed", "import", ...args], { env });
      assert.equal(status, 2, err);
      assert.equal(out, "");
      assert.match(err, words);
      assert.doesNotMatch(err, /sesame/);
    });
  }

  it("is told with what to mend when it can't be reached", async () => {
    const env = { PGHOST: "127.0.0.1", PGPORT: "1", PGUSER: "u", PGDATABASE: "d" };
    const { status, err, out } = await runCommandLine(["seed", "import", "--json"], { env });
    assert.equal(status, 1);
    assert.match(err, /127\.0\.0\.1:1 can't be reached \(ECONNREFUSED\)/);
    assert.match((JSON.parse(out) as { error: string }).error, /ECONNREFUSED/);
  });
});
