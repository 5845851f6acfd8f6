import assert from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at } from "../../support/mocks";

/** The pod template of every workload, as text, by kind and name. */
async function templates(args: ControlPlaneArgs): Promise<Map<string, string>> {
  const resources = await recordControlPlane(args);
  const found = new Map<string, string>();
  for (const { type, name, inputs } of resources) {
    const spec = type.includes("CronJob")
      ? at(inputs, "spec", "jobTemplate", "spec", "template")
      : at(inputs, "spec", "template");
    if (spec !== undefined) found.set(name, JSON.stringify(spec));
  }
  return found;
}

async function changedBy(args: ControlPlaneArgs): Promise<string[]> {
  const before = await templates(base);
  const after = await templates(args);
  return [...after].filter(([name, spec]) => before.get(name) !== spec).map(([name]) => name);
}

const base: ControlPlaneArgs = { ...smallest, dex: { admin: { enabled: true } } };

const all = [
  "formance-console",
  "formance-console-migrate",
  "formance-dex",
  "formance-membership",
  "formance-membership-gc-invitation",
  "formance-membership-migrate",
  "formance-portal",
  "formance-portal-migrate",
];

const cases: readonly [string, ControlPlaneArgs, string[]][] = [
  ["nothing", base, []],
  ["Dex's client secret", generation({ dexClient: 2 }), ["formance-dex", "formance-membership"]],
  ["the first login's password", generation({ dexAdmin: 2 }), ["formance-dex"]],
  [
    "Console's client secret",
    generation({ consoleClient: 2 }),
    ["formance-console", "formance-membership"],
  ],
  [
    "Portal's client secret",
    generation({ portalClient: 2 }),
    ["formance-membership", "formance-portal"],
  ],
  ["Console's cookie key", generation({ consoleCookie: 2 }), ["formance-console"]],
  ["Portal's cookie key", generation({ portalCookie: 2 }), ["formance-portal"]],
  ["the database passwords", generation({ database: 2 }), all],
  [
    "a connector",
    {
      ...base,
      dex: {
        ...base.dex,
        connectors: [
          {
            type: "oidc",
            id: "sso",
            name: "SSO",
            config: { issuer: "https://a.test", clientID: "dex", clientSecret: "secret" },
          },
        ],
      },
    },
    ["formance-dex"],
  ],
  [
    "an OAuth client of Membership",
    { ...base, membership: { additionalClients: [{ id: "partner", public: true }] } },
    ["formance-membership"],
  ],
  [
    "Membership's image",
    { ...base, images: { membership: { tag: "v2.6.0" } } },
    ["formance-membership", "formance-membership-gc-invitation", "formance-membership-migrate"],
  ],
  [
    "Console's host",
    { ...base, hosts: { console: { host: "app.example.com" } } },
    ["formance-console", "formance-membership", "formance-portal"],
  ],
];

function generation(secretGenerations: ControlPlaneArgs["secretGenerations"]): ControlPlaneArgs {
  return { ...base, ...(secretGenerations === undefined ? {} : { secretGenerations }) };
}

describe("roll-out", () => {
  for (const [what, args, expected] of cases) {
    it(`of ${what} reaches ${expected.length === 0 ? "no pod" : expected.join(", ")}`, async () => {
      assert.deepEqual((await changedBy(args)).sort(), expected);
    });
  }

  it("gives every ConfigMap and Secret a new name with new content, and never changes one", async () => {
    const objects = async (args: ControlPlaneArgs) =>
      (await recordControlPlane(args))
        .filter(({ type }) => /:(Secret|ConfigMap)$/.test(type))
        .map(({ name, inputs }) => ({
          name,
          physical: at(inputs, "metadata", "name"),
          immutable: inputs.immutable,
          content: JSON.stringify(inputs.stringData ?? inputs.data),
        }));
    const before = await objects(base);
    const after = await objects(generation({ database: 2, consoleClient: 2 }));
    assert.ok(before.length >= 8);
    for (const object of [...before, ...after]) assert.equal(object.immutable, true, object.name);
    for (const old of before) {
      const now = after.find(({ name }) => name === old.name);
      assert.equal(now?.physical === old.physical, now?.content === old.content, old.name);
    }
    assert.ok(
      before.some(({ name, physical }) =>
        after.some((now) => now.name === name && now.physical !== physical),
      ),
    );
  });
});
