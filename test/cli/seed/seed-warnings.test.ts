import assert from "node:assert/strict";
import { documented } from "../../seed/schemas";
import { asAdmin, createDatabase } from "../../support/postgres";
import { json, runOn } from "./support";

describe("warnings of the seed commands", () => {
  it("export with the warnings of a plan", async () => {
    const database = await createDatabase(documented);
    const seed = [
      "users: [{ email: a@example.com }]",
      "organizations:",
      "  - { name: Acme, owner: a@example.com, domain: example.com, policies: [{ name: P, scopes: [foo] }] }",
    ].join("\n");
    for (const format of ["--wizard", "--sql"]) {
      const input = { readInput: () => Promise.resolve(seed) };
      const args = ["seed", "export", format, "--file", "-"];
      const { status, err } = await runOn(database, args, input);
      assert.equal(status, 0, err);
      assert.match(err, /^Warning: organizations\[0\]\.policies\[0\]\.scopes: "foo" is not /m);
      assert.match(
        err,
        /^Warning: users of example\.com who join organization Acme get no policy/m,
      );
      const document = json(await runOn(database, [...args, "--json"], input));
      assert.equal((document.warnings as string[]).length, 2);
    }
  });

  it("check the right to take a scope from a policy", async () => {
    const { connection, ...database } = await createDatabase(documented);
    const role = `checker_${connection.database}`;
    await asAdmin(`create role ${role} login password 'seed-pass'`);
    await database.query(
      `grant usage on schema membership to ${role};
       grant select, insert, update on all tables in schema membership to ${role}`,
    );
    const as = { ...database, connection: { ...connection, user: role, password: "seed-pass" } };
    const rightsOf = async (): Promise<Record<string, unknown> | undefined> => {
      const { results } = json(await runOn(as, ["seed", "check", "--json"])) as {
        results: Record<string, unknown>[];
      };
      return results.find(({ id }) => id === "database-rights");
    };
    const warned = await rightsOf();
    assert.equal(warned?.status, "warning");
    assert.match(
      String(warned.remedy),
      new RegExp(`grant delete on membership\\.policy_scopes to ${role};`),
    );
    await database.query(`grant delete on membership.policy_scopes to ${role}`);
    assert.equal((await rightsOf())?.status, "ok");
    await database.query(`revoke insert on membership.policy_scopes from ${role}`);
    const failed = await rightsOf();
    assert.equal(failed?.status, "failed");
    assert.match(String(failed.remedy), /grant insert on membership\.policy_scopes/);
  });
});
