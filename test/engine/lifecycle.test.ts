import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Client } from "pg";
import { filesBelow, openTestSandbox, type TestSandbox } from "./sandbox";
import { secretsIn, stateOf } from "./state";

const golden = resolve(__dirname, "../../../test/engine/golden/urns.txt");

describe("the whole program on the real engine", function () {
  this.timeout(300_000);
  let test: TestSandbox;
  /** Everything the engine printed in previews and updates with details. */
  let printed = "";

  before(async () => {
    test = await openTestSandbox();
  });

  after(async () => {
    await test.remove();
  });

  const up = async () => (await test.sandbox.deploy()).changes;
  const set = (key: string, value: string) =>
    test.sandbox.stack.setConfig(`formance-control-plane:${key}`, { value }, true);
  const previewInFull = async () => {
    const { changeSummary } = await test.sandbox.stack.preview({
      diff: true,
      color: "never",
      onOutput: (text) => (printed += text),
    });
    return changeSummary as Record<string, number>;
  };
  /** Names of the resources that an update touched, by what happened to them. */
  const touchedBy = async (operations: readonly string[]) => {
    const touched = new Set<string>();
    await test.sandbox.stack.up({
      color: "never",
      diff: true,
      onOutput: (text) => (printed += text),
      onEvent: ({ resourcePreEvent }) => {
        const metadata = resourcePreEvent?.metadata;
        const name = metadata?.urn.split("::").at(-1) ?? "";
        // The engine hands the whole config to dynamic providers, so their provider changes with it.
        if (operations.includes(metadata?.op ?? "") && name !== "default") touched.add(name);
      },
    });
    return [...touched].sort();
  };

  it("previews everything, creates it, and then has nothing to do", async () => {
    const planned = await previewInFull();
    assert.deepEqual(Object.keys(planned), ["create"]);
    const created = await up();
    assert.deepEqual(created, { create: planned.create });
    assert.deepEqual(await up(), { same: planned.create });
  });

  it("gives every resource the URN it had before", async () => {
    const urns = (await stateOf(test.sandbox.stack)).map(({ urn }) => urn).sort();
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, `${urns.join("\n")}\n`);
    assert.deepEqual(urns, readFileSync(golden, "utf8").trimEnd().split("\n"));
  });

  it("puts every resource below the control plane", async () => {
    const resources = await stateOf(test.sandbox.stack);
    const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
    for (const { urn, type } of resources) {
      if (type === "pulumi:pulumi:Stack" || urn.includes("::default")) continue;
      let ancestor: string | undefined = urn;
      while (ancestor !== undefined && !ancestor.endsWith("ControlPlane::formance")) {
        ancestor = parents.get(ancestor);
      }
      assert.ok(ancestor, urn);
    }
  });

  it("seeds exactly the configured rows", async () => {
    assert.deepEqual(await rows(test), {
      users: ["admin@example.com", "developer@example.com"],
      organizations: ["Example"],
      regions: ["Local"],
      stacks: ["Demo"],
    });
  });

  it("gives the owner, a guest and who joins by the domain their policies", async () => {
    const { rows: members } = await query(
      test,
      `select u.email, p.name from membership.organization_users m
       join membership.users u on u.id = m.user_id
       join membership.policies p on p.id = m.policy_id order by 1`,
    );
    assert.deepEqual(members, [
      { email: "admin@example.com", name: "OrganizationAdmin" },
      { email: "developer@example.com", name: "OrganizationGuest" },
    ]);
    const { rows: organizations } = await query(
      test,
      `select p.name from membership.organizations o
       join membership.policies p on p.id = o.default_policy_id`,
    );
    assert.deepEqual(organizations, [{ name: "StackGuest" }]);
  });

  it("lets no service connect to another's database", async () => {
    const { rows: open } = await query(
      test,
      `select role.rolname as role, database.datname as database
       from pg_database database, pg_roles role
       where database.datname in ('dex', 'membership', 'console', 'portal')
         and role.rolname in ('dex', 'membership', 'console', 'portal')
         and has_database_privilege(role.oid, database.oid, 'connect')
       order by 1`,
    );
    const own = ["console", "dex", "membership", "portal"];
    assert.deepEqual(
      open,
      own.map((name) => ({ role: name, database: name })),
    );
  });

  it("changes only what knows a changed host", async () => {
    await set("hosts.console.host", "app.formance.localhost");
    const planned = await previewInFull();
    const touched = await touchedBy(["update", "replace", "create-replacement"]);
    assert.deepEqual(touched, [
      "formance-console",
      "formance-ingress-certificate",
      "formance-ingress-console",
      "formance-ingress-dex",
      "formance-ingress-membership",
      "formance-ingress-portal",
      "formance-ingress-request",
      "formance-ingress-tls",
      "formance-membership",
      "formance-membership-config",
      "formance-portal",
    ]);
    assert.ok((planned.same ?? 0) > 50);
    assert.deepEqual(Object.keys(await up()), ["same"]);
  });

  it("rolls only the pods that read a rotated secret", async () => {
    await set("secretGenerations.consoleCookie", "2");
    await previewInFull();
    const touched = await touchedBy(["update", "replace", "create-replacement"]);
    // The server and its Secret have one name; no other Deployment and no Job is among them.
    assert.deepEqual(touched, ["formance-console", "formance-console-cookie"]);
    assert.deepEqual(Object.keys(await up()), ["same"]);
  });

  it("makes new self-signed keys, which everybody trusts who calls by public addresses", async () => {
    await set("secretGenerations.selfSigned", "2");
    const touched = await touchedBy(["update", "replace", "create-replacement"]);
    assert.deepEqual(touched, [
      "formance-console",
      "formance-console-trust",
      "formance-ingress-ca",
      "formance-ingress-ca-key",
      "formance-ingress-certificate",
      "formance-ingress-console",
      "formance-ingress-dex",
      "formance-ingress-membership",
      "formance-ingress-portal",
      "formance-ingress-request",
      "formance-ingress-server-key",
      "formance-ingress-tls",
      "formance-membership",
      "formance-membership-trust",
      "formance-portal",
      "formance-portal-trust",
    ]);
  });

  it("finds nothing to refresh", async () => {
    const { summary } = await test.sandbox.stack.refresh({ color: "never" });
    assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ["same"]);
    assert.deepEqual(Object.keys(await up()), ["same"]);
  });

  it("leaves no secret in the state, the previews or the manifests", async () => {
    const secrets = secretsIn(await stateOf(test.sandbox.stack));
    assert.ok(secrets.length >= 20, `only ${secrets.length} secrets found`);
    const files = [
      ...filesBelow(test.sandbox.places.state),
      ...filesBelow(test.sandbox.places.project),
      ...filesBelow(test.sandbox.places.manifests).filter(({ text }) => !isSecret(text)),
      { path: "the engine's output", text: printed },
    ];
    assert.ok(files.length > 20);
    assert.ok(printed.includes("formance-console"));
    for (const secret of secrets) {
      // As it is, and as it stands inside a JSON or YAML string.
      for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1)])) {
        for (const { path, text } of files) {
          assert.ok(!text.includes(form), `${path} holds ${secret.slice(0, 6)}...`);
        }
      }
    }
  });

  it("destroys what it made and keeps the databases", async () => {
    await test.sandbox.destroy();
    assert.deepEqual(await stateOf(test.sandbox.stack), []);
    assert.deepEqual(filesBelow(test.sandbox.places.manifests), []);
    assert.deepEqual((await rows(test)).users, ["admin@example.com", "developer@example.com"]);
  });
});

function isSecret(manifest: string): boolean {
  return /^kind: Secret$/m.test(manifest);
}

async function rows(test: TestSandbox): Promise<Record<string, string[]>> {
  const read = async (table: string, column: string) => {
    const found = await query(test, `select ${column} as name from membership.${table} order by 1`);
    return found.rows.map(({ name = "" }) => name);
  };
  return {
    users: await read("users", "email"),
    organizations: await read("organizations", "name"),
    regions: await read("regions", "name"),
    stacks: await read("stacks", "name"),
  };
}

/** Asks the sandbox's server as its administrator. */
async function query({ sandbox }: TestSandbox, sql: string) {
  const { server } = sandbox;
  assert.ok(server);
  const client = new Client({ ...server, database: "membership" });
  await client.connect();
  try {
    return await client.query<Record<string, string>>(sql);
  } finally {
    await client.end();
  }
}
