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

  it("takes the parameters that the commands have a use for", async () => {
    await withFolder({ "ca.pem": "PEM" }, async (folder) => {
      const caFile = path.relative(process.cwd(), path.join(folder, "ca.pem"));
      const given = await connection({
        databaseUrl: `postgresql://u@db:1/d?sslmode=require&sslrootcert=${caFile}&connect_timeout=3`,
      });
      const expected = { host: "db", port: 1, database: "d", user: "u", password: "" };
      const tls = { tlsMode: "require", tlsCa: "PEM", connectTimeoutSeconds: 3 };
      assert.deepEqual(given, { ...expected, ...tls });
    });
  });

  const url = (text: string, words: RegExp) => [["--database-url", text], {}, words] as const;

  for (const [args, env, words] of [
    [[], {}, /Name the database/],
    url("mysql://u@h/d", /doesn't begin with postgresql:/),
    url("mysql://u:sesame@h/d", /has a password/),
    url("postgres://u@/d", /has no host/),
    url("postgres://u@:5432/d", /has no host/),
    url("postgres://u@h:0/d", /has a port that isn't one/),
    url("postgres://u@h:/d", /has a port that isn't one/),
    url("postgres://u@a,b/d", /names several hosts/),
    url("postgres://u@a:1,b:2/d", /names several hosts/),
    url("postgres://u@[fe80::1%25eth0]:5432/d", /has an IPv6 address with a zone/),
    url("postgres://u@%2Ftmp/d", /names a socket/),
    url("postgres://u@h/d?sslmode=prefer", /parameter sslmode, which must be one of/),
    url("postgres://u@h/d?sslmode=require&sslmode=disable", /sslmode twice/),
    url("postgres://u@h/d?host=other", /parameter host, which would replace/),
    url("postgres://u@h/d?password=sesame", /has a password/),
    url(
      "postgres://u@h/d?search_path=a&application_name=b",
      /search_path, application_name, which/,
    ),
    url(
      "postgres://u@h/d?sslcert=/a&sslkey=/b",
      /sslcert, sslkey, which the commands don't support/,
    ),
    url("postgres://u@h/d#x", /has an unencoded #/),
    url(" postgres://u@h/d", /begins or ends with whitespace/),
    url("postgres://u@h/a/b", /database's name/),

    [["--database-url", "postgres://h/d"], {}, /user is missing/],
    [["--database-url", "postgres://u@h"], {}, /name is missing/],
    [
      ["--database-url", "postgres://u:sesame@h/d"],
      {},
      /has a password.*--password-file FILE or PGPASSWORD/,
    ],
    url(
      "postgres://%sesame@h/d",
      /has a % in its user or password that doesn't start a percent code/,
    ),
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

  it("is told with what to fix when it can't be reached", async () => {
    const env = { PGHOST: "127.0.0.1", PGPORT: "1", PGUSER: "u", PGDATABASE: "d" };
    const { status, err, out } = await runCommandLine(["seed", "import", "--json"], { env });
    assert.equal(status, 1);
    assert.match(err, /127\.0\.0\.1:1 can't be reached \(ECONNREFUSED\)/);
    assert.match((JSON.parse(out) as { error: string }).error, /ECONNREFUSED/);
  });
});
