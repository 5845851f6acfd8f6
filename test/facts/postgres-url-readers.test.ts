import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Client } from "pg";
import { parsePostgresUrl, postgresUrlProblem } from "../../facts/postgres-url";

interface Reading {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Further hosts. */
  readonly others?: number;
  /** Parameters that a driver sends to the server, which takes its own settings alone. */
  readonly server?: readonly string[];
}

/**
 * What the named versions of pgx and lib/pq made of each URL: what all of them read, or that one
 * refuses it, or that they differ.
 */
const { urls } = JSON.parse(readFileSync("test/facts/golden/postgres-urls.json", "utf8")) as {
  readonly urls: readonly (readonly [string, Reading | "refused" | "differ"])[];
};

/** Settings of PostgreSQL that a connection may bring along, of those in the table. */
const settings =
  "application_name client_encoding datestyle lock_timeout options search_path statement_timeout TimeZone".split(
    " ",
  );

/** Refused although every reader takes it, with the reason. */
const strict: Readonly<Record<string, string>> = {
  "postgresql://svc@db.example.com/membership": "without a password",
  "postgresql://svc:@db.example.com/membership": "without a password",
  "postgresql://svc@db.example.com/membership?sslmode=verify-full": "without a password",
  "postgresql://svc:pw@db.example.com:/membership": "a colon without a port is a mistake",
  "postgresql://svc:pw@db.example.com./membership": "no host that the settings take",
  "postgresql://svc:pw@my_db/membership": "no host that the settings take",
  "postgresql://svc:pw@dbä.example.com/membership": "no host that the settings take",
  "postgresql://svc:pw@db.example.com/membership/": "a slash in a name is a mistake",
  "postgresql://svc:pw@db.example.com/a/b": "a slash in a name is a mistake",
  "postgresql://svc:pw@db.example.com/membership?a=": "an empty parameter is a mistake",
  "postgresql://svc:pw@db.example.com/membership?sslmode=": "says nothing",
  "postgresql://svc:pw@db.example.com/membership?sslmode=allow": "falls back to plain text",
  "postgresql://svc:pw@db.example.com/membership?sslmode=prefer": "falls back to plain text",
  "postgresql://svc:pw@db.example.com/membership?sslmode=verify-full&sslmode=disable":
    "of two modes, pgx takes the last and lib/pq the first",
  "postgresql://svc:pw@db.example.com/membership?sslmode=disable&sslmode=verify-full":
    "of two modes, pgx takes the last and lib/pq the first",
  "postgresql://svc:pw@db.example.com/membership?host=other": "replaces the URL's own",
  "postgresql://svc:pw@db.example.com/membership?port=6432": "replaces the URL's own",
  "postgresql://svc:pw@db.example.com/membership?a=%ff": "Postgres takes UTF-8",
  "postgresql://svc:pw@db.example.com/membership?a=b&": "an empty parameter is a mistake",
};

/** In clear, where all readers happen to agree: one rule for the whole URL is easier to follow. */
const inClear = /\/[^/]*[ä^|\\[\]"{}<>`][^/]*$/;

const byNode = (url: string): unknown[] => {
  try {
    const { user, password, host, port, database } = new Client({ connectionString: url });
    return [user, password ?? "", host, port, database];
  } catch {
    return ["refused"];
  }
};

const asList = ({ user, password, host, port, database }: Reading) => [
  user,
  password,
  host,
  port,
  database,
];

const isKnown = (name: string) => settings.includes(name) || name === "a";

/** Whether everything that reads the URL in a pod takes it and reads the same. */
function isReadAlike(url: string, reading: Reading | string): boolean {
  if (typeof reading === "string" || reading.others !== undefined) return false;
  if (!(reading.server ?? []).every(isKnown)) return false;
  return JSON.stringify(byNode(url)) === JSON.stringify(asList(reading));
}

describe("a connection URL, for pgx, lib/pq and Node's pg", () => {
  for (const [url, reading] of urls) {
    const problem = postgresUrlProblem(url);
    it(`${JSON.stringify(url)}: ${problem === undefined ? "taken" : "refused"}`, () => {
      if (problem === undefined) {
        assert.ok(isReadAlike(url, reading), `is taken, but read as ${JSON.stringify(reading)}`);
        assert.deepEqual(asList(parsePostgresUrl(url)), byNode(url));
        return;
      }
      const isStrict = url in strict || inClear.test(url);
      assert.equal(isReadAlike(url, reading), isStrict, `is refused: ${problem}`);
    });
  }

  it("is refused without a part of it", () => {
    for (const [url] of urls) {
      const problem = postgresUrlProblem(url.replace("pw", "s3cr3tpw")) ?? "";
      assert.ok(!problem.includes("s3cr3tpw") && !/Pa.ss|S3cr/.test(problem), problem);
    }
  });
});
