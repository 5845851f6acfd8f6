import assert from "node:assert/strict";
import * as runtime from "../../seed/runtime";
import { type Properties, unknownValue } from "../../seed/properties";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";
import { example, one, rowsOf } from "./support";

/** Inputs as the component gives them: no client secret in the specification. */
function inputsFor(database: TestDatabase, more: Properties = {}): Properties {
  const { password, ...connection } = database.connection;
  const { stacks, ...rest } = example;
  return {
    specVersion: 1,
    connection,
    password,
    schema: "membership",
    waitForMigrationsSeconds: 0,
    prune: "never",
    specification: { ...rest, stacks: stacks.map(({ clientSecret: _, ...stack }) => stack) },
    clientSecrets: { "Acme/demo": "sesame-acme", "globex/main": "sesame-two" },
    ...more,
  };
}

/** What the engine does for an `up`. */
async function up(state: Properties | undefined, news: Properties): Promise<Properties> {
  const { inputs, failures } = await runtime.check(state ?? {}, news);
  assert.deepEqual(failures, []);
  if (state === undefined) return (await runtime.create(inputs)).outs;
  const { changes } = await runtime.diff("id", state, inputs);
  return changes ? (await runtime.update("id", state, inputs)).outs : state;
}

function without(properties: Properties, name: string): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));
}

describe("seed runtime", () => {
  let database: TestDatabase;
  let inputs: Properties;
  beforeEach(async () => {
    database = await createDatabase(documented);
    inputs = inputsFor(database);
  });

  it("creates, finds no difference, updates, and leaves the rows on delete", async () => {
    const state = await up(undefined, inputs);
    assert.deepEqual(state.stackIds, {
      "Acme/demo": (state.stackIds as Record<string, string>)["Acme/demo"],
      "globex/main": "main",
    });
    const secret = await one(
      database,
      "select client_secret from membership.stacks where id = 'main'",
    );
    assert.equal(secret.client_secret, "sesame-two");
    const checked = await runtime.check(state, inputs);
    assert.deepEqual(await runtime.diff("id", state, checked.inputs), { changes: false });

    const more = {
      ...inputs,
      specification: {
        ...(inputs.specification as object),
        users: [...example.users, { email: "dan@example.com" }],
      },
    };
    const next = await up(state, more);
    assert.equal(next.summary, "+1 user (dan@example.com), 13 unchanged");
    await runtime.delete("id", next);
    assert.equal((await rowsOf(database)).users?.length, 4);
  });

  it("tells in the preview what changes, and keeps that text while nothing does", async () => {
    const first = await runtime.check({}, inputs);
    assert.match(String(first.inputs.plan), /^\+3 users \(alice@example\.com, /);
    const again = await runtime.check(first.inputs, inputs);
    assert.equal(again.inputs.plan, first.inputs.plan);
    const secrets = { "Acme/demo": "sesame-new", "globex/main": "sesame-two" };
    const rotated = await runtime.check(first.inputs, { ...inputs, clientSecrets: secrets });
    assert.equal(rotated.inputs.plan, "~1 stack (Acme/demo: clientSecret), 12 unchanged");
  });

  it("takes values that aren't known yet", async () => {
    const { connection } = inputs;
    const unknowns: Properties[] = [
      { ...inputs, password: unknownValue },
      { ...inputs, clientSecrets: unknownValue },
      { ...inputs, connection: unknownValue },
      { ...inputs, connection: { ...(connection as object), host: unknownValue } },
      { ...inputs, specification: { users: [{ email: unknownValue }] } },
      { ...inputs, waitForMigrationsSeconds: unknownValue, schema: unknownValue },
    ];
    const state = await up(undefined, inputs);
    for (const news of unknowns) {
      for (const olds of [{}, state]) {
        const { inputs: checked, failures } = await runtime.check(olds, news);
        assert.deepEqual(failures, []);
        const { changes, replaces } = await runtime.diff("id", olds, checked);
        assert.equal(changes, true);
        if (olds === state) assert.equal(replaces, undefined);
      }
    }
  });

  it("reports every wrong input, and no secret", async () => {
    const { failures } = await runtime.check(
      {},
      {
        ...inputs,
        connection: { ...(inputs.connection as object), port: 0, tlsMode: "sometimes" },
        prune: "always",
        clientSecrets: { "Acme/demo": "" },
      },
    );
    assert.deepEqual(failures.map(({ reason }) => reason.split(":")[0]).sort(), [
      "clientSecrets.Acme/demo",
      "connection.port",
      "connection.tlsMode",
      "prune",
    ]);
    const wrong = {
      users: [{ email: "x" }],
      stacks: [{ name: "d", organization: "?", region: "?" }],
    };
    const second = await runtime.check({}, { ...inputs, specification: wrong });
    assert.match(
      second.failures.map(({ reason }) => reason).join("\n"),
      /specification\.users\[0\]\.email: .*\nspecification\.stacks\[0\]\.organization: /,
    );
    assert.ok(second.failures.every(({ reason }) => !reason.includes("sesame")));
  });

  it("runs anew on another database, and only then", async () => {
    const state = await up(undefined, inputs);
    const replaced = async (more: Properties): Promise<string[] | undefined> =>
      (await runtime.diff("id", state, { ...inputs, ...more })).replaces;
    const connection = inputs.connection as object;
    for (const move of [{ host: "127.0.0.2" }, { port: 1 }, { database: "other" }]) {
      assert.deepEqual(await replaced({ connection: { ...connection, ...move } }), ["connection"]);
    }
    assert.deepEqual(await replaced({ schema: "other" }), ["schema"]);
    assert.equal(await replaced({ password: "other" }), undefined);
    assert.equal(await replaced({ connection: { ...connection, user: "other" } }), undefined);
    assert.equal((await runtime.diff("id", state, { ...inputs, password: "other" })).changes, true);
    assert.equal((await runtime.diff("id", state, { ...inputs, specVersion: 2 })).changes, true);
  });

  it("keeps what it owns when the same database gets another address", async () => {
    const state = await up(undefined, inputs);
    const moved = {
      ...inputs,
      connection: { ...(inputs.connection as object), host: "localhost" },
    };
    assert.deepEqual(await runtime.diff("id", state, moved), { changes: true });
    assert.deepEqual((await up(state, moved)).owned, state.owned);
    // Without the password nobody can ask.
    const unknown = await runtime.diff("id", state, { ...moved, password: unknownValue });
    assert.deepEqual(unknown.replaces, ["connection"]);
    const copy = await createDatabase(documented);
    const elsewhere = inputsFor(copy);
    assert.deepEqual((await runtime.diff("id", state, elsewhere)).replaces, ["connection"]);
  });

  it("shows drift that is to stay, and leaves it, but not what the specification changes", async () => {
    const keep = { ...inputs, driftPolicy: "keep" };
    const state = await up(await up(undefined, inputs), keep);
    await database.query("update membership.regions set active = false");
    await database.query(
      "update membership.organizations set domain = 'hand.example.com' where name = 'Acme'",
    );
    const found = await runtime.read("id", state);
    assert.match(String(found.props.drift), /~2 regions \(eu-1: active, private: active\)/);
    const checked = await runtime.check(found.inputs, keep);
    assert.deepEqual(await runtime.diff("id", found.props, checked.inputs), { changes: false });

    const specification = inputs.specification as typeof example;
    const [eu, own] = specification.regions;
    const regions = [{ ...eu, baseUrl: "https://eu-2.example.com" }, own];
    const next = await up(found.props, { ...keep, specification: { ...specification, regions } });
    assert.equal(next.summary, "~1 region (eu-1: baseUrl), 12 unchanged");
    const active = await database.query("select distinct active from membership.regions");
    assert.deepEqual(active, [{ active: false }]);
    assert.match(
      String((await runtime.read("id", next)).props.drift),
      /active.*domain|domain.*active/,
    );
    assert.match(
      String((await up(next, inputs)).summary),
      /^~1 organization \(Acme: domain\), ~2 regions/,
    );
  });

  it("finds drift on read, and resets it with the next update", async () => {
    const state = await up(undefined, inputs);
    const calm = await runtime.read("id", state);
    assert.equal(calm.props.drift, "");
    await database.query("update membership.regions set active = false");
    const found = await runtime.read("id", state);
    assert.equal(found.props.drift, "~2 regions (eu-1: active, private: active)");
    assert.equal(found.inputs.drift, found.props.drift);
    const mended = await up(found.props, inputs);
    assert.equal(mended.drift, "");
    assert.equal(mended.summary, "~2 regions (eu-1: active, private: active), 11 unchanged");
    assert.deepEqual(mended.owned, state.owned);
    const active = await database.query("select active from membership.regions");
    assert.deepEqual(active, [{ active: true }, { active: true }]);
  });

  it("fails to read, in one sentence and without a stack, when the database is away", async () => {
    const state = await up(undefined, inputs);
    const away = { ...state, connection: { ...(inputs.connection as object), port: 1 } };
    await assert.rejects(runtime.read("id", away), (error: Error) => {
      assert.match(error.message, /can't be reached/);
      assert.equal(error.stack, "");
      return true;
    });
  });

  it("returns no secret under a name that isn't a secret input's", async () => {
    const state = await up(undefined, inputs);
    const rest = without(without(state, "password"), "clientSecrets");
    const text = JSON.stringify(rest);
    assert.doesNotMatch(text, /sesame/);
    assert.ok(!text.includes(database.connection.password));
  });

  it("resets what was given and is given no more", async () => {
    const state = await up(undefined, inputs);
    const specification = inputs.specification as typeof example;
    const [acme, globex] = specification.organizations;
    const { domain: _, ...plain } = acme;
    await up(state, {
      ...inputs,
      specification: { ...specification, organizations: [plain, globex] },
    });
    const row = await one(
      database,
      "select domain from membership.organizations where name = 'Acme'",
    );
    assert.equal(row.domain, null);
  });

  it("prunes by what the state remembers", async () => {
    const state = await up(undefined, { ...inputs, prune: "owned" });
    const next = await up(state, {
      ...inputs,
      prune: "owned",
      specification: { users: [example.users[0]] },
      clientSecrets: {},
    });
    assert.match(String(next.plan), /-1 user \(Carol@Example\.com\)/);
    assert.match(String(next.summary), /-1 user \(Carol@Example\.com\)/);
  });

  it("prunes by what a state remembers whose specification is refused now", async () => {
    const state = await up(undefined, { ...inputs, prune: "owned" });
    const { organizations, ...rest } = inputs.specification as typeof example;
    const [acme, ...others] = organizations;
    // Such a name was taken once.
    const policies = [{ name: "2024" }];
    const old = { ...rest, organizations: [{ ...acme, policies }, ...others] };
    const users = [...example.users.slice(0, 2)];
    const members = acme.members.slice(0, 1);
    const now = { ...rest, users, organizations: [{ ...acme, members }, ...others] };
    const next = await up(
      { ...state, specification: old },
      { ...inputs, prune: "owned", specification: now },
    );
    assert.match(
      String(next.summary),
      /-1 user \(Carol@Example\.com\).*-1 member \(Acme\/Carol@Example\.com\)/,
    );
  });

  it("reads a state that knows nothing of ownership", async () => {
    const state = without(await up(undefined, inputs), "owned");
    const next = await up(state, {
      ...inputs,
      prune: "owned",
      specification: { users: [] },
      clientSecrets: {},
    });
    assert.equal(next.summary, "0 unchanged");
    assert.equal((await rowsOf(database)).users?.length, 3);
  });
});
