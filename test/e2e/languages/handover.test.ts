import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { MembershipSeed, type MembershipSeedArgs } from "../../../components";
import { documentedTables } from "../../../sandbox/servers/postgres/membership-tables";
import { findEngine } from "../../../workspace/engine/find-engine";
import { automationCommand } from "../../../workspace/open";
import { projectRoot } from "../../../workspace/folders";
import { createDatabase, type TestDatabase } from "../../support/postgres";
import { Consumer, yamlProgram } from "./consumer";

const rows = `
  select s.id, s.client_secret, s.xmin::text as stack, o.id as organization, o.xmin::text as owner
    from membership.stacks s join membership.organizations o on o.id = s.organization_id`;

/** What differs in the state when another resource keeps the rows. */
const idOf = (state: Awaited<ReturnType<Consumer["state"]>>, type: string) =>
  state.find((resource) => resource.type.startsWith(type))?.outputs?.databaseId;

describe("a stack with a seed", function () {
  this.timeout(600_000);
  let consumer: Consumer;
  let database: TestDatabase;
  let specification: Omit<MembershipSeedArgs, "connection">;
  let connection: Omit<NonNullable<MembershipSeedArgs["connection"]>, "password">;
  let password: string;
  let stack: Stack;
  let seeded: Record<string, unknown>[];

  before(async () => {
    // The dynamic provider finds the seed's module from its working folder, so it lies in here.
    consumer = await Consumer.open("yaml", path.join(projectRoot(), ".sandbox-test"));
    database = await createDatabase(documentedTables);
    ({ password, ...connection } = { ...database.connection, allowInsecure: true });
    specification = {
      users: [{ email: "alice@example.com" }],
      organizations: [{ name: "Acme", owner: "alice@example.com" }],
      regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
      stacks: [{ name: "demo", organization: "Acme", region: "eu-1" }],
    };
  });

  after(async () => {
    await consumer.close();
  });

  it("goes from a TypeScript program to one in YAML without a written row", async () => {
    const workDir = path.join(path.dirname(consumer.folder), "program");
    mkdirSync(workDir);
    stack = await LocalWorkspace.createOrSelectStack(
      {
        projectName: "formance",
        stackName: "dev",
        program: () => {
          const secret = { ...connection, password: pulumi.secret(password) };
          new MembershipSeed("seed", { ...specification, connection: secret });
          return Promise.resolve();
        },
      },
      {
        workDir,
        envVars: consumer.env as Record<string, string>,
        pulumiCommand: await automationCommand(await findEngine()),
      },
    );
    await stack.up();
    seeded = await database.query(rows);
    assert.equal(seeded.length, 1);
    const before = await consumer.state({ secrets: false });
    const databaseId = idOf(before, "pulumi-nodejs:dynamic/");
    assert.ok(databaseId);

    const properties = {
      ...specification,
      connection: { ...connection, password: { "fn::secret": password } },
    };
    consumer.edit("Pulumi.yaml", () => yamlProgram("seed", "MembershipSeed", properties));
    const text = await consumer.pulumi("up", "--yes", "--diff");
    assert.doesNotMatch(text, /replace/);
    assert.deepEqual(await database.query(rows), seeded);
    const after = await consumer.state({ secrets: false });
    assert.equal(idOf(after, "formance-control-plane:index:Seed"), databaseId);
    assert.ok(!after.some(({ type }) => type.startsWith("pulumi-nodejs:")));
    await consumer.pulumi("up", "--yes", "--expect-no-changes");
    assert.deepEqual(await database.query(rows), seeded);
  });

  it("goes back in the same way", async () => {
    const before = idOf(
      await consumer.state({ secrets: false }),
      "formance-control-plane:index:Seed",
    );
    const { summary } = await stack.up();
    assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ["same"]);
    assert.deepEqual(await database.query(rows), seeded);
    const after = await consumer.state({ secrets: false });
    assert.equal(idOf(after, "pulumi-nodejs:dynamic/"), before);
    assert.ok(!after.some(({ type }) => type === "formance-control-plane:index:Seed"));
    await stack.up({ expectNoChanges: true });
    assert.deepEqual(await database.query(rows), seeded);
  });
});
