import { deepStrictEqual, notStrictEqual, strictEqual } from "node:assert/strict";
import { parse } from "yaml";
import type { SecretGenerationsArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Recorded } from "../../support/mocks";

const recordWith = (secretGenerations: SecretGenerationsArgs) =>
  recordControlPlane({
    ...smallest,
    membership: { additionalClients: [{ id: "crm" }] },
    dex: { additionalClients: [{ id: "grafana", redirectUris: ["https://grafana.example.com"] }] },
    secretGenerations,
  });

const values = (resources: readonly Recorded[], name: string) =>
  find(resources, "kubernetes:core/v1:Secret", name).inputs.stringData as Record<string, string>;

/** What Membership accepts of a client, and what Console logs in with. */
async function secretsAt(consoleClient: number) {
  const resources = await recordWith({ consoleClient });
  const membership = values(resources, "formance-membership");
  const file = find(resources, "kubernetes:core/v1:ConfigMap", "formance-membership-config");
  const clients = at(parse(String(at(file.inputs, "data", "config.yaml"))), "staticClients");
  const console = (clients as { id: string; secrets: string[] }[]).find(
    ({ id }) => id === "console-v3",
  );
  const accepted = (console?.secrets ?? []).map((variable) => membership[variable.slice(1)]);
  return { accepted, used: values(resources, "formance-console").MEMBERSHIP_CLIENT_SECRET };
}

describe("a client of Membership whose secret is rotated", () => {
  it("has at first the one that it uses, and the one that it will use next", async () => {
    const first = await secretsAt(1);
    deepStrictEqual(first.accepted.slice(0, -1), [first.used]);
    strictEqual(new Set(first.accepted).size, 2);
  });

  it("may log in whichever restarts first, whatever the number", async () => {
    let before = await secretsAt(1);
    for (const generation of [2, 3, 4, 5]) {
      const after = await secretsAt(generation);
      notStrictEqual(after.used, before.used);
      deepStrictEqual(after.accepted.slice(0, -1), [after.used, before.used]);
      // The Membership of before already takes what the new client logs in with.
      strictEqual(before.accepted.at(-1), after.used);
      strictEqual(new Set(after.accepted).size, 3);
      before = after;
    }
  });

  it("may no longer after two generations at a time", async () => {
    const first = await secretsAt(1);
    const third = await secretsAt(3);
    deepStrictEqual(
      first.accepted.filter((secret) => third.accepted.includes(secret)),
      // The second is the third's predecessor, and nobody has used it.
      [first.accepted.at(-1)],
    );
    strictEqual(third.accepted.includes(first.used), false);
  });

  it("may be an additional one, whose secret nothing else reads", async () => {
    const [one, two] = [await recordWith({}), await recordWith({ additionalClients: { crm: 2 } })];
    const secrets = values(two, "formance-membership");
    strictEqual(
      secrets.CRM_OAUTH_CLIENT_SECRET_PREVIOUS,
      values(one, "formance-membership").CRM_OAUTH_CLIENT_SECRET,
    );
    notStrictEqual(secrets.CRM_OAUTH_CLIENT_SECRET, secrets.CRM_OAUTH_CLIENT_SECRET_PREVIOUS);
  });
});

describe("a further client of Dex whose secret is rotated", () => {
  it("has the new one alone, since Dex takes no second", async () => {
    const clientOf = async (generation: number) => {
      const resources = await recordWith({ dexClients: { grafana: generation } });
      const file = values(resources, "formance-dex-config")["config.yaml"] ?? "";
      const clients = at(parse(file), "staticClients") as { id: string; secret: string }[];
      return clients.find(({ id }) => id === "grafana");
    };
    const [one, two] = [await clientOf(1), await clientOf(2)];
    notStrictEqual(one?.secret, two?.secret);
    deepStrictEqual(Object.keys(one ?? {}), Object.keys(two ?? {}));
  });
});
