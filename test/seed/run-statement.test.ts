import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import fc from "fast-check";
import { Client, DatabaseError } from "pg";
import { applySeed } from "../../seed/apply";
import { clientConfig, type SeedConnection } from "../../seed/connection";
import { runStatement } from "../../seed/run-statement";
import type { Parameter } from "../../seed/sql/statement";
import { partLength, textArray } from "../../seed/sql/text-array";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";

const texts = (items: readonly (string | null)[]) => textArray(items, (item) => item);

/** Far more than a connection takes at once. */
const manyTexts = Array.from({ length: 2_000 }, (_, index) => `${index}`.padEnd(4_000, "x"));
const many = texts(manyTexts);

describe("a statement that is sent in parts", () => {
  let database: TestDatabase;
  let client: Client;

  before(async () => {
    database = await createDatabase("select 1");
  });

  beforeEach(async () => {
    client = new Client(clientConfig(database.connection));
    // Told to the statement too.
    client.on("error", () => undefined);
    await client.connect();
  });

  afterEach(async () => {
    await client.end();
  });

  async function run(text: string, values: readonly Parameter[]): Promise<unknown[]> {
    return (await runStatement(client, { text, values })).rows;
  }

  async function roundTrip(items: readonly (string | null)[]): Promise<unknown> {
    const [row] = await run("select $1::text[] as items", [texts(items)]);
    return (row as { items: unknown } | undefined)?.items;
  }

  it("carries every text, and null, as it is", async () => {
    const awkward = [
      "NULL",
      null,
      "",
      "{}",
      `'"\\`,
      "a,b",
      "\u{1f600}",
      "\u{20000}".repeat(500),
      "é\n",
    ];
    for (const items of [[], [null], awkward]) assert.deepEqual(await roundTrip(items), items);
    const text = fc.string({ unit: "binary" }).filter((value) => !value.includes("\u0000"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text)), async (items) => {
        assert.deepEqual(await roundTrip(items), items);
      }),
    );
  });

  it("carries texts about as long as a part, and longer ones, between others", async () => {
    for (const length of [partLength / 3 - 10, partLength / 3, partLength - 30, partLength, 1e6]) {
      for (const character of ["x", "é", "\u{20000}"]) {
        const long = character.repeat(Math.ceil(length / character.length));
        const items = ["before", long, null, "between", long, "after"];
        assert.deepEqual(await roundTrip(items), items);
      }
    }
  });

  it("carries more than the connection takes at once", async () => {
    const [row] = await run("select md5(array_to_string($1::text[], ',')) as sum", [many]);
    const sum = createHash("md5").update(manyTexts.join(",")).digest("hex");
    assert.deepEqual(row, { sum });
  });

  it("carries parameters of both kinds, and none", async () => {
    const text = "select $1::jsonb as a, array_length($2::text[], 1) as b, $3::text as c";
    assert.deepEqual(await run(text, ['{"x": "é"}', many, "\\"]), [
      { a: { x: "é" }, b: 2_000, c: "\\" },
    ]);
    assert.deepEqual(await run("select 1 as one", []), [{ one: 1 }]);
  });

  it("tells what the server refuses before it has all, and leaves the connection usable", async () => {
    for (const [text, code] of [
      ["select $1::text[] from nowhere", "42P01"],
      ["selekt $1::text[]", "42601"],
      ["select $1::text[], $2::text", "08P01"],
      ["select 1 / length($1::text[]::text) / 0", "22012"],
    ] as const) {
      await assert.rejects(run(text, [many]), (error: unknown) => {
        assert.ok(error instanceof DatabaseError);
        assert.equal(error.code, code);
        return true;
      });
      assert.deepEqual(await run("select array_length($1::text[], 1) as n", [many]), [
        { n: 2_000 },
      ]);
    }
  });

  it("gives up a message that it can't complete, with the connection", async () => {
    const broken = {
      byteLength: 10,
      *parts(): Iterable<Buffer> {
        yield Buffer.alloc(5);
        throw new Error("no more parts");
      },
    };
    await assert.rejects(run("select $1::text[]", [broken]), /no more parts/);
    await assert.rejects(run("select 1", []), /not queryable/);
  });

  it("fails when the connection breaks in the middle of the message", async () => {
    const front = await startFront(database.connection, [1_000_000]);
    const other = new Client(clientConfig(front.connection));
    other.on("error", () => undefined);
    try {
      await other.connect();
      const statement = { text: "select $1::text[]", values: [many] };
      await assert.rejects(runStatement(other, statement), /terminated|ECONNRESET|EPIPE/);
    } finally {
      await other.end();
      front.server.close();
    }
  });

  it("is tried again as a whole when the connection breaks in the middle of it", async () => {
    const seeded = await createDatabase(documented);
    // Within the search for the users, and within their insertion.
    const front = await startFront(seeded.connection, [200_000, 700_000]);
    try {
      const users = Array.from({ length: 6_000 }, (_, index) => ({
        email: `user-${index}@example.com`,
      }));
      const { connection } = front;
      const { owned } = await applySeed({ connection, specification: { users } });
      assert.equal(front.connections(), 3);
      assert.equal(owned.users.length, 6_000);
      const [row] = await seeded.query("select count(*)::integer as n from membership.users");
      assert.deepEqual(row, { n: 6_000 });
    } finally {
      front.server.close();
    }
  });
});

interface Front {
  readonly server: Server;
  readonly connection: SeedConnection;
  readonly connections: () => number;
}

/** Stands before the database, and breaks its first connections after so many bytes to the server. */
async function startFront(target: SeedConnection, limits: readonly number[]): Promise<Front> {
  let connections = 0;
  const server = createServer((socket) => {
    let left = limits[connections++] ?? Infinity;
    const upstream = connect(target.port, target.host);
    for (const end of [socket, upstream]) {
      end.on("error", () => undefined);
      end.on("close", () => {
        socket.destroy();
        upstream.destroy();
      });
    }
    socket.on("data", (data) => {
      left -= data.length;
      if (left < 0) socket.destroy();
      else upstream.write(data);
    });
    upstream.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    server,
    connection: { ...target, host: "127.0.0.1", port },
    connections: () => connections,
  };
}
