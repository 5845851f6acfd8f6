import assert from "node:assert/strict";
import { formatPath } from "../../plugin/protocol/change";
import { seedChanges } from "../../plugin/seed-changes";

const alice = { email: "alice@example.com" };
const bob = { email: "bob@example.com" };
const carol = { email: "carol@example.com" };

function changes(olds: object, news: object, replaces: readonly string[] = []): string[] {
  return seedChanges({ specification: olds }, { specification: news }, replaces).map(
    ({ kind, path }) => `${kind} ${formatPath(path).replace("specification.", "")}`,
  );
}

describe("the detailed diff of a seed", () => {
  it("finds an entry by its natural key, wherever it is in its list", () => {
    assert.deepEqual(changes({ users: [alice, bob] }, { users: [bob, alice] }), []);
    assert.deepEqual(changes({ users: [alice, bob] }, { users: [alice, carol, bob] }), [
      "add users[1]",
    ]);
    assert.deepEqual(changes({ users: [alice, bob, carol] }, { users: [alice, carol] }), [
      "delete users[1]",
    ]);
    assert.deepEqual(changes({ users: [alice] }, { users: [{ email: "Alice@example.com" }] }), [
      "update users[0].email",
    ]);
  });

  it("names the field of an entry that changed where it is", () => {
    const stack = { organization: "Acme", name: "demo", region: "eu-1" };
    assert.deepEqual(
      changes({ stacks: [stack] }, { stacks: [{ ...stack, modules: ["ledger"], region: "us" }] }),
      ["update stacks[0].region", "add stacks[0].modules"],
    );
    const member = (role: string) => ({ name: "Acme", members: [{ user: "bob", role }] });
    assert.deepEqual(
      changes({ organizations: [member("ADMIN")] }, { organizations: [member("GUEST")] }),
      ["update organizations[0].members[0].role"],
    );
  });

  it("tells an entry that moved and changed, and one that took another's place, whole", () => {
    assert.deepEqual(
      changes({ users: [alice, bob] }, { users: [{ ...bob, role: "SYSTEM" }, carol] }),
      ["update users[0]", "update users[1]"],
    );
  });

  it("takes stacks of one name in two organizations for two", () => {
    const stack = (organization: string) => ({ organization, name: "demo" });
    assert.deepEqual(
      changes({ stacks: [stack("A"), stack("B")] }, { stacks: [stack("B"), stack("A")] }),
      [],
    );
  });

  it("marks what replaces the resource", () => {
    const [host] = seedChanges({ connection: { host: "a" } }, { connection: { host: "b" } }, [
      "connection",
    ]);
    assert.deepEqual(host, { path: ["connection", "host"], kind: "update", replace: true });
  });
});
