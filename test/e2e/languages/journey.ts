import assert from "node:assert/strict";
import { secretsIn } from "../../engine/state";
import { Consumer } from "./consumer";

/** What differs between the languages. */
export interface Language {
  /** Folder of the example, below `examples/languages`. */
  readonly example: string;
  /** Makes the package usable in the example, as its page says. */
  readonly add: (consumer: Consumer) => Promise<void>;
  /** File of the program. */
  readonly program: string;
  /** Lets the program connect to a server without TLS. */
  readonly withoutTls: (text: string) => string;
  /** Adds bob@example.com behind alice@example.com. */
  readonly addUser: (text: string) => string;
}

const rows = `
  select u.email, u.xmin::text, o.name as organization, o.id as organization_id
    from membership.users u
    left join membership.organizations o on o.owner_id = u.id
   order by u.email`;

/** A whole control plane with a seed by a program of one language, from the first update to its end. */
export function describeConsumer(title: string, language: Language): void {
  describe(title, function () {
    this.timeout(600_000);
    let consumer: Consumer;
    let seeded: Record<string, unknown>[];
    let secrets: string[];

    before(async () => {
      consumer = await Consumer.open(language.example);
      consumer.edit(language.program, language.withoutTls);
      await language.add(consumer);
      await consumer.configure();
    });

    after(async () => {
      await consumer.close();
    });

    it("creates everything, and seeds the database by the package's own resource", async () => {
      const text = await consumer.pulumi("up", "--yes", "--diff", "--show-sames");
      const [, created] = /\+ (\d+) created/.exec(text) ?? [];
      assert.ok(Number(created) > 60, text);
      seeded = await consumer.query(rows);
      assert.deepEqual(
        seeded.map(({ email, organization }) => [email, organization]),
        [["alice@example.com", "Acme"]],
      );
      const state = await consumer.state({ secrets: false });
      const types = state.map(({ type }) => type);
      assert.ok(types.includes("formance-control-plane:index:Seed"));
      assert.ok(!types.some((type) => type.startsWith("pulumi-nodejs:")));
      const outputs = JSON.parse(await consumer.pulumi("stack", "output", "--json")) as {
        organizationIds: Record<string, string>;
        seed: string;
      };
      assert.deepEqual(outputs.organizationIds, { Acme: seeded[0]?.organization_id });
      assert.match(outputs.seed, /^\+1 user \(alice@example\.com\)/);
    });

    it("then has nothing to do", async () => {
      await consumer.pulumi("up", "--yes", "--expect-no-changes");
      await consumer.pulumi("refresh", "--yes", "--expect-no-changes");
      assert.deepEqual(await consumer.query(rows), seeded);
    });

    it("previews one user more as one row, and writes no other", async () => {
      consumer.edit(language.program, language.addUser);
      const text = await consumer.pulumi("preview", "--diff");
      assert.match(text, /plan *: .*"\+1 user \(bob@example\.com\), 5 unchanged"/);
      assert.match(text, /\+ +\[1\]: {\s+\+ email: "bob@example\.com"/);
      assert.match(text, /~ 1 to update\s+\d+ unchanged/);
      await consumer.pulumi("up", "--yes", "--diff");
      const after = await consumer.query(rows);
      assert.deepEqual(after[0], seeded[0]);
      assert.deepEqual(
        after.map(({ email }) => email),
        ["alice@example.com", "bob@example.com"],
      );
    });

    it("keeps every secret out of the state and of what is printed", async () => {
      secrets = secretsIn(await consumer.state({ secrets: true }));
      assert.ok(secrets.length > 10, `${secrets.length} secrets`);
      assert.ok(secrets.includes(consumer.server.password));
      const stored = JSON.stringify(await consumer.state({ secrets: false }));
      for (const secret of secrets) {
        assert.ok(!stored.includes(secret), "the state holds a secret in clear");
        assert.ok(!consumer.printed.includes(secret), "a secret was printed");
      }
    });

    it("is destroyed, and leaves the rows", async () => {
      await consumer.pulumi("destroy", "--yes");
      assert.equal((await consumer.query(rows)).length, 2);
      const left = await consumer.state({ secrets: false });
      assert.deepEqual(left, []);
    });
  });
}
