import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { MembershipSeed, type MembershipSeedArgs } from "../../components";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const secretSignature = "4dabf18193072939515e22adb298388d";
let registered: Registered[] = [];

async function useMocks(): Promise<void> {
  registered = [];
  await pulumi.runtime.setMocks({
    call: ({ token }) => {
      throw new Error(`unexpected call of ${token}`);
    },
    newResource: ({ type, name, inputs }) => {
      registered.push({ type, name, inputs: inputs as Record<string, unknown> });
      const state =
        type === "random:index/randomPassword:RandomPassword"
          ? { result: `generated for ${name}` }
          : {
              summary: "+1 user",
              organizationIds: { Acme: "acme" },
              regionIds: { "eu-1": "r1" },
              stackIds: { "Acme/demo": "demo" },
            };
      return { id: `${name}-id`, state: { ...(inputs as object), ...state } };
    },
  });
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // eslint-disable-next-line no-restricted-syntax -- this is the way to await a value
    pulumi.output(output).apply(resolve as (value: unknown) => void);
    setTimeout(() => {
      reject(new Error("the output has no value"));
    }, 5000).unref();
  });
}

function argsWith(more: Partial<MembershipSeedArgs> = {}): MembershipSeedArgs {
  return {
    connection: {
      host: "db.example.com",
      port: 5432,
      database: "membership",
      user: "seed",
      password: "sesame-password",
    },
    users: [{ email: "alice@example.com" }],
    organizations: [{ name: "Acme", owner: "alice@example.com" }],
    regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
    stacks: [
      { name: "Demo", organization: "Acme", region: "eu-1" },
      { name: "given", organization: "Acme", region: "eu-1", clientSecret: "sesame-client" },
    ],
    ...more,
  };
}

const dynamicType = "pulumi-nodejs:dynamic/formance-control-plane:MembershipSeed";
const passwordType = "random:index/randomPassword:RandomPassword";

describe("MembershipSeed", () => {
  beforeEach(useMocks);

  it("registers itself, one seed, and a secret for each stack without one", async () => {
    const seed = new MembershipSeed("seed", argsWith());
    assert.equal(await valueOf(seed.summary), "+1 user");
    assert.deepEqual(await valueOf(seed.stackIds), { "Acme/demo": "demo" });
    assert.deepEqual(registered.map(({ type, name }) => `${type} ${name}`).sort(), [
      `formance-control-plane:index:MembershipSeed seed`,
      `${dynamicType} seed`,
      `${passwordType} seed-acme-demo-secret`,
    ]);
    assert.deepEqual(registered.find(({ type }) => type === passwordType)?.inputs, {
      length: 40,
      special: false,
      keepers: { generation: "1" },
    });
  });

  it("renews generated secrets with their generation", async () => {
    const seed = new MembershipSeed("seed", argsWith({ secretGeneration: 2 }));
    await valueOf(seed.summary);
    const inputs = registered.find(({ type }) => type === passwordType)?.inputs;
    assert.deepEqual(inputs?.keepers, { generation: "2" });
  });

  it("keeps every secret out of what can be read", async () => {
    const seed = new MembershipSeed("seed", argsWith());
    await valueOf(seed.summary);
    const inputs = registered.find(({ type }) => type === dynamicType)?.inputs ?? {};
    const { password, clientSecrets, ...readable } = inputs;
    for (const sealed of [password, clientSecrets]) {
      assert.ok(typeof sealed === "object" && sealed !== null && secretSignature in sealed);
    }
    assert.match(
      JSON.stringify(clientSecrets),
      /generated for seed-acme-demo-secret.*sesame-client/,
    );
    assert.doesNotMatch(JSON.stringify(readable), /sesame|generated for/);
    const component = registered.find(({ type }) => type.endsWith("index:MembershipSeed"));
    assert.deepEqual(component?.inputs, {});
    assert.equal(await pulumi.isSecret(seed.stackClientSecrets), true);
    assert.equal(await pulumi.isSecret(seed.summary), false);
  });

  it("hands the specification on as it is, with its defaults", async () => {
    const seed = new MembershipSeed("seed", argsWith());
    await valueOf(seed.summary);
    const inputs = registered.find(({ type }) => type === dynamicType)?.inputs ?? {};
    assert.equal(inputs.schema, "membership");
    assert.equal(inputs.prune, "never");
    assert.equal(inputs.waitForMigrationsSeconds, 300);
    assert.equal(inputs.specVersion, 1);
    assert.deepEqual(inputs.connection, {
      host: "db.example.com",
      port: 5432,
      database: "membership",
      user: "seed",
      tlsMode: "verify-full",
    });
    assert.deepEqual(inputs.specification, {
      users: [{ email: "alice@example.com" }],
      organizations: [{ name: "Acme", owner: "alice@example.com" }],
      regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
      stacks: [
        { name: "Demo", organization: "Acme", region: "eu-1" },
        { name: "given", organization: "Acme", region: "eu-1" },
      ],
    });
  });

  it("reports all problems of plain arguments in one error", () => {
    assert.throws(
      () =>
        new MembershipSeed(
          "seed",
          argsWith({
            users: [{ email: "alice" }],
            regions: [{ name: "eu-1", baseUrl: "eu-1" }],
          }),
        ),
      (error: Error) => {
        assert.ok(pulumi.ResourceError.isInstance(error));
        assert.equal(error.hideStack, true);
        assert.match(error.message, /users\[0\]\.email: /);
        assert.match(error.message, /regions\[0\]\.baseUrl: /);
        assert.match(error.message, /organizations\[0\]\.owner: /);
        return true;
      },
    );
  });

  it("leaves to the provider what isn't known yet", async () => {
    const seed = new MembershipSeed(
      "seed",
      argsWith({ users: [{ email: pulumi.output("alice@example.com") }] }),
    );
    assert.equal(await valueOf(seed.summary), "+1 user");
  });

  it("does not collide with a second one", async () => {
    const first = new MembershipSeed("one", argsWith());
    const second = new MembershipSeed("two", argsWith());
    await Promise.all([valueOf(first.summary), valueOf(second.summary)]);
    const names = registered.map(({ type, name }) => `${type} ${name}`);
    assert.equal(new Set(names).size, names.length);
  });

  it("hands a file to the wizard, and connects to nothing", async () => {
    const { connection: _, ...args } = argsWith({ via: "wizard" });
    const seed = new MembershipSeed("seed", args);
    const file = await valueOf(seed.wizardFile);
    assert.match(file, /^wizard:\n {2}users:\n/);
    assert.match(file, /clientSecret: generated for seed-acme-demo-secret\n/);
    assert.match(file, /clientSecret: sesame-client\n/);
    const stackIds = await valueOf(seed.stackIds);
    assert.deepEqual(Object.keys(stackIds), ["Acme/Demo", "Acme/given"]);
    assert.match(file, new RegExp(`id: ${stackIds["Acme/given"] ?? ""}\\n`));
    assert.deepEqual(
      registered.filter(({ type }) => type === dynamicType),
      [],
    );
  });

  it("refuses what its way of writing lacks or can't carry", () => {
    const { connection, ...args } = argsWith();
    const wrong: [MembershipSeedArgs, RegExp][] = [
      [args, /^connection: is missing: via database needs it$/],
      [argsWith({ via: "telepathy" }), /^via: must be database or wizard$/],
      [
        argsWith({
          via: "wizard",
          regions: [
            { ...argsWith().regions?.[0], name: "eu-1", baseUrl: "https://e.org", active: false },
          ],
        }),
        /^regions\[0\]\.active: the wizard makes every region active/,
      ],
    ];
    for (const portForward of [
      { namespace: "db" },
      { namespace: "db", service: "postgres", pod: "postgres-0" },
    ]) {
      assert.ok(connection);
      wrong.push([
        { ...args, connection: { ...connection, portForward } },
        /^connection\.portForward: needs either service or pod$/,
      ]);
    }
    for (const [wrongArgs, message] of wrong) {
      assert.throws(
        () => new MembershipSeed("seed", wrongArgs),
        (error: Error) => message.test(error.message),
      );
    }
  });
});
