import assert from "node:assert/strict";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { documentedTables } from "../../sandbox/servers/postgres/membership-tables";
import * as runtime from "../../seed/runtime";
import { open } from "../../plugin/envelopes";
import type { Properties } from "../../seed/properties";
import * as seed from "../../plugin/seed-provider";
import { createDatabase, type TestDatabase } from "../support/postgres";

const secret = (value: unknown) => ({ [specialSigKey]: specialSecretSig, value });

function inputsFor({ connection: { password, ...connection } }: TestDatabase): Properties {
  return {
    connection,
    password,
    specification: {
      users: [{ email: "alice@example.com" }],
      organizations: [{ name: "Acme", owner: "alice@example.com" }],
      regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
      stacks: [{ name: "demo", organization: "Acme", region: "eu-1" }],
    },
    clientSecrets: { "Acme/demo": "0123456789abcdef" },
  };
}

const rows = (database: TestDatabase) =>
  database.query(
    "select s.id, s.client_secret, o.id as organization, s.xmin::text from membership.stacks s join membership.organizations o on o.id = s.organization_id",
  );

describe("the seed as the package's own resource", () => {
  let database: TestDatabase;
  let inputs: Properties;
  let outs: Properties;

  before(async () => {
    database = await createDatabase(documentedTables);
    const checked = await seed.check({}, inputsFor(database));
    assert.deepEqual(checked.failures, []);
    inputs = checked.inputs;
    outs = (await seed.create(inputs)).outs;
  });

  it("makes secrets of what is one, however it was given, and of nothing else", () => {
    for (const sent of [inputs, outs]) {
      assert.deepEqual([...open(sent).secrets].sort(), ["clientSecrets", "password"]);
    }
  });

  it("hides all that tells of a specification with a secret", async () => {
    const given = inputsFor(database);
    const users = [{ email: secret("alice@example.com") }];
    const specification = { ...(given.specification as object), users };
    const { inputs: hidden } = await seed.check({}, { ...given, specification });
    assert.ok(!JSON.stringify(open(hidden).secrets).includes("alice"));
    assert.deepEqual([...open(hidden).secrets].sort(), [
      "clientSecrets",
      "drift",
      "password",
      "plan",
      "specification",
    ]);
  });

  it("has the state and the rows of the dynamic resource", async () => {
    const other = await createDatabase(documentedTables);
    const news = open(inputs).properties;
    const {
      connection: { password: _, ...connection },
    } = other;
    const dynamic = await runtime.create({ ...news, connection });
    const own = open(outs).properties;
    const same = ({ databaseId: _id, connection: _c, settled: _s, ...state }: Properties) => state;
    assert.deepEqual(same(own), same(dynamic.outs));
    assert.deepEqual(Object.keys(own).sort(), Object.keys(dynamic.outs).sort());
    const [[row], [expected]] = [await rows(database), await rows(other)];
    assert.deepEqual({ ...row, xmin: "" }, { ...expected, xmin: "" });
  });

  it("takes over the state of the dynamic resource without a change", async () => {
    const state = { ...open(outs).properties, __provider: "exports.handler = …" };
    const { changes } = await seed.diff("id", state, inputs);
    assert.deepEqual(changes, []);
  });

  it("shows the rows of a change, and writes them", async () => {
    const specification = open(inputs).properties.specification as { users: object[] };
    const users = [...specification.users, { email: "bob@example.com" }];
    const { inputs: news } = await seed.check(inputs, {
      ...inputs,
      specification: { ...specification, users },
    });
    const { changes } = await seed.diff("id", outs, news);
    assert.deepEqual(
      changes.map(({ path, kind }) => [path.join("."), kind]),
      [
        ["specification.users.1", "add"],
        ["plan", "update"],
      ],
    );
    const before = await rows(database);
    await seed.update("id", outs, news);
    assert.deepEqual(await rows(database), before);
    assert.equal((await database.query("select 1 from membership.users")).length, 2);
  });

  it("finds what was changed by hand", async () => {
    await database.query("update membership.regions set base_url = 'https://elsewhere'");
    const { props, inputs: read } = await seed.read("id", outs);
    for (const sent of [props, read]) {
      assert.equal(open(sent).properties.drift, "~1 region (eu-1: baseUrl)");
    }
    const { changes } = await seed.diff("id", props, inputs);
    assert.deepEqual(changes, [{ path: ["drift"], kind: "update", replace: false }]);
  });

  it("says in a sentence what is wrong, with the argument as each language spells it", async () => {
    const reasonsOf = async (changes: object) => {
      const { failures } = await seed.check({}, { ...inputsFor(database), ...changes });
      return failures.map(({ reason }) => reason);
    };
    const { connection } = inputsFor(database);
    const of = (changes: object) => ({ connection: { ...(connection as object), ...changes } });
    const cases: readonly (readonly [changes: object, reason: string])[] = [
      [{ password: 42 }, "password: is an integer, but must be a string. Put it in quotes."],
      [{ connection: null }, "connection: is null, but must be a map. Write its keys below it."],
      [
        { connection: [connection] },
        "connection: is a list, but must be a map. Write keys with their values instead of entries.",
      ],
      [of({ port: "x" }), "connection.port: is a string, but must be an integer."],
      [
        of({ tlsMode: "verify" }),
        "connection.tlsMode (in Python: connection.tls_mode): is not one of: verify-full, verify-ca, require, disable. Did you mean verify-ca?",
      ],
      [of({ tlsmode: "disable" }), "connection.tlsmode: is not a known key. Did you mean tlsMode?"],
      [
        of({ portForward: { namespace: "a", service: "b", pod: "c" } }),
        "connection.portForward (in Python: connection.port_forward): needs service or pod, one of the two",
      ],
      [{ migration: { namespace: "a" } }, "migration.job: is missing. It must be a string."],
      [
        { clientSecrets: { "Acme/dmo": "0123456789abcdef" } },
        'clientSecrets (in Python: client_secrets): "Acme/dmo" is no stack of the specification. Write <organization>/<stack>, spelled as there.',
      ],
    ];
    for (const [changes, reason] of cases) assert.deepEqual(await reasonsOf(changes), [reason]);
  });

  it("refuses a client secret where it would be stored in clear", async () => {
    const given = inputsFor(database);
    const stacks = [
      { name: "demo", organization: "Acme", region: "eu-1", clientSecret: "0123456789abcdef" },
    ];
    const specification = { ...(given.specification as object), stacks };
    const { failures } = await seed.check({}, { ...given, specification });
    assert.deepEqual(failures, [
      {
        property: "",
        reason:
          "specification.stacks[0].clientSecret (in Python: specification.stacks[0].client_secret): belongs in clientSecrets, with the key <organization>/<stack>, where it is encrypted.",
      },
    ]);
  });

  it("shows nothing secret where it fails, and in no id", async () => {
    const given = inputsFor(database);
    const organizations = [{ name: "Acme", owner: secret("Hidden@example.com") }];
    const specification = { ...(given.specification as object), organizations };
    const { failures } = await seed.check({}, { ...given, specification });
    assert.match(failures[0]?.reason ?? "", /organizations\[0\]\.owner: no user "\[secret\]"/);
    const connection = { ...(inputs.connection as object), host: secret("hidden.invalid") };
    await assert.rejects(seed.create({ ...inputs, connection }), ({ message, stack }: Error) => {
      assert.match(message, /host "\[secret\]" wasn't found/);
      return stack === "";
    });
    const { host } = inputs.connection as { host: string };
    const known = { ...(inputs.connection as object), host: secret(host) };
    const { id } = await seed.create({ ...inputs, connection: known });
    assert.ok(!id.includes(host));
  });

  it("says that an import isn't needed", async () => {
    await assert.rejects(
      seed.read("id", {}),
      /^Error: A seed can't be imported, and needs no import: declare it/,
    );
  });
});
