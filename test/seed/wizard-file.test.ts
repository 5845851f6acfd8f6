import assert from "node:assert/strict";
import { parse } from "yaml";
import { applySeed } from "../../seed/apply";
import { sqlFile } from "../../seed/backends/sql-file";
import { wizardFile, wizardWarnings } from "../../seed/backends/wizard-file";
import { SeedError } from "../../seed/errors";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";
import { example, rowsOf } from "./support";

type Entry = Record<string, unknown>;

interface WizardDocument {
  readonly wizard: Record<"users" | "organizations" | "regions" | "stacks", Entry[]>;
}

function documentOf(specification: SeedSpecification): WizardDocument["wizard"] {
  return (parse(wizardFile(specification)) as WizardDocument).wizard;
}

function idOf(entry: Entry | undefined): unknown {
  return entry?.id;
}

/** The example without what the wizard has no place for. */
const portable: SeedSpecification = {
  ...example,
  organizations: example.organizations.map(({ name, owner, ...rest }) => ({
    name,
    owner,
    ...("id" in rest ? { id: rest.id, defaultPolicyId: rest.defaultPolicyId } : {}),
    ...("domain" in rest ? { domain: rest.domain } : {}),
  })),
  regions: example.regions.map(({ name, baseUrl }, index) => ({
    name,
    baseUrl,
    ...(index === 1 ? { organization: "Acme" } : {}),
  })),
};

/**
 * Stands for the image's wizard, which can't run here: it writes what the documented fields say,
 * each into its column. It proves that the file carries everything, not how the image reads it.
 */
async function interpret(database: TestDatabase, specification: SeedSpecification): Promise<void> {
  const { users, organizations, regions, stacks } = documentOf(specification);
  const insert = (table: string, entry: Entry, more: Entry = {}): Promise<unknown> => {
    const row = { ...entry, ...more };
    const columns = Object.keys(row).map((name) =>
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    );
    return database.query(
      `insert into membership.${table} (${columns.join(", ")})
       values (${columns.map((_, index) => `$${index + 1}`).join(", ")})`,
      Object.values(row),
    );
  };
  const now = new Date();
  for (const entry of users) await insert("users", entry);
  for (const entry of organizations) await insert("organizations", entry);
  for (const { organizationId, ...entry } of regions) {
    const owner = organizations.find(({ id }) => id === organizationId)?.ownerId;
    await insert("regions", entry, { organizationId, creatorId: owner, createdAt: now });
  }
  for (const entry of stacks) {
    const status = { state: "ACTIVE", status: "READY", expectedStatus: "READY" };
    await insert("stacks", entry, { ...status, createdAt: now, updatedAt: now });
  }
}

/** What only the wizard's file has a place for. */
const wizardOnly: SeedSpecification = {
  users: [{ email: "alice@example.com" }],
  organizations: [
    { name: "Acme", owner: "alice@example.com", features: ["EnablePrivateRegionsCreation"] },
  ],
  regions: [
    {
      name: "eu-1",
      baseUrl: "https://eu-1.example.com",
      versions: [{ name: "v3.2", services: { ledger: "v2.3.1", auth: "v2.1.0" } }],
    },
  ],
};

describe("wizard file", () => {
  it("has version sets, which every other way refuses by path, and features", async () => {
    const { organizations, regions } = documentOf(wizardOnly);
    assert.deepEqual(organizations[0]?.features, ["EnablePrivateRegionsCreation"]);
    assert.deepEqual(regions[0]?.versions, [
      { name: "v3.2", services: { ledger: "v2.3.1", auth: "v2.1.0" } },
    ]);
    const { connection } = await createDatabase(documented);
    const refused = /regions\[0\]\.versions: is supported only by the image's wizard/;
    await assert.rejects(applySeed({ connection, specification: wizardOnly }), refused);
    await assert.rejects(sqlFile({ connection, specification: wizardOnly }), refused);
    const slip = { ...wizardOnly.regions?.[0], versions: [{ name: "v3.2", service: {} }] };
    assert.throws(
      () => wizardFile({ regions: [slip] } as unknown as SeedSpecification),
      /regions\[0\]\.versions\[0\]\.service: unknown field\. Did you mean "services"\?/,
    );
  });

  it("has every field under its documented name", () => {
    const { users, organizations, regions, stacks } = documentOf(portable);
    assert.deepEqual(users[1], { id: idOf(users[1]), email: "bob@example.com", role: "SYSTEM" });
    assert.equal(users[0]?.role, "USER");
    assert.deepEqual(organizations[0], {
      id: idOf(organizations[0]),
      name: "Acme",
      ownerId: idOf(users[0]),
      domain: "example.com",
    });
    assert.deepEqual(organizations[1], {
      id: "globex",
      name: "Globex",
      ownerId: idOf(users[1]),
      defaultPolicyId: 3,
    });
    assert.deepEqual(regions[1], {
      id: idOf(regions[1]),
      name: "private",
      baseUrl: "https://private.example.com",
      organizationId: idOf(organizations[0]),
    });
    assert.deepEqual(stacks[0], {
      id: idOf(stacks[0]),
      name: "demo",
      organizationId: idOf(organizations[0]),
      regionId: idOf(regions[0]),
      version: "v3.2",
      modules: ["ledger", "payments"],
      clientSecret: "sesame-acme",
    });
    assert.deepEqual(Object.keys(stacks[1] ?? {}), [
      "id",
      "name",
      "organizationId",
      "regionId",
      "clientSecret",
    ]);
  });

  it("carries all that a direct run writes of it, members of owners aside", async () => {
    const expected = await createDatabase(documented);
    const database = await createDatabase(documented);
    await applySeed({ connection: expected.connection, specification: portable });
    await interpret(database, portable);
    const tables = ["users", "organizations", "regions", "stacks"];
    assert.deepEqual(await rowsOf(database, tables), await rowsOf(expected, tables));
    // And so a direct run adopts every row of a wizard's, and adds only the members.
    const { summary } = await applySeed({
      connection: database.connection,
      specification: portable,
    });
    assert.match(summary, /^\+2 members \([^)]*\), 9 unchanged/);
  });

  it("is the same text each time, and an empty document without entries", () => {
    assert.equal(wizardFile(portable), wizardFile(portable));
    assert.deepEqual(documentOf({}), { users: [], organizations: [], regions: [], stacks: [] });
  });

  it("brings any character through", () => {
    const name = "@:/?#[]%&'\"\\ \u{1f600} \u200b \n- x: {y} # $(A) {{ b }}";
    const stack = documentOf({
      users: [{ email: "a@x.org" }],
      organizations: [{ name, owner: "a@x.org" }],
      regions: [{ name: "true", baseUrl: "https://x.org" }],
      stacks: [{ name, organization: name, region: "true", clientSecret: "0123" }],
    }).stacks.map(({ name: written, clientSecret }) => [written, clientSecret]);
    assert.deepEqual(stack, [[name, "0123"]]);
  });

  it("names all that the wizard can't carry, with the paths", () => {
    const specification: SeedSpecification = {
      ...example,
      regions: [
        { ...example.regions[0], creator: "bob@example.com", active: false },
        example.regions[1],
      ],
      stacks: [
        { ...example.stacks[0], state: "DISABLED", stargateEnabled: true, allowDeletion: true },
      ],
    };
    assert.throws(
      () => wizardFile(specification),
      (error: Error) => {
        const paths = error.message.match(/- \S+(?=:)/g)?.map((text) => text.slice(2));
        assert.deepEqual(paths, [
          "organizations[0].members",
          "regions[0].creator",
          "regions[0].active",
          "regions[1].production",
          "stacks[0].stargateEnabled",
          "stacks[0].state",
          "stacks[0].allowDeletion",
        ]);
        assert.doesNotMatch(error.message, /sesame/);
        return true;
      },
    );
  });

  it("has policies and groups with their organization, and only where there are some", () => {
    const file = wizardFile({
      users: [{ email: "alice@example.com" }],
      organizations: [
        {
          name: "Acme",
          id: "acme",
          owner: "alice@example.com",
          defaultPolicy: "1",
          policies: [{ name: "Auditors", scopes: ["stack:Read"] }],
          groups: [{ name: "Staff", policies: ["Auditors"] }],
        },
      ],
    });
    const { wizard } = parse(file) as { wizard: Record<string, unknown> };
    assert.deepEqual(Object.keys(wizard), [
      "users",
      "organizations",
      "groups",
      "policies",
      "regions",
      "stacks",
    ]);
    const [organization] = wizard.organizations as Entry[];
    assert.equal(organization?.defaultPolicyId, 1);
    assert.deepEqual(wizard.policies, [
      { organizationId: "acme", name: "Auditors", scopes: ["stack:Read"] },
    ]);
    assert.deepEqual(wizard.groups, [
      { organizationId: "acme", name: "Staff", policies: ["Auditors"] },
    ]);
  });

  it("takes a group's organization from where it is listed, and refuses another", () => {
    const groups = [{ name: "Staff" }, { name: "Others", organizationId: "other" }];
    const users = [{ email: "alice@example.com" }];
    const organizations = [{ name: "Acme", owner: "alice@example.com", groups }];
    assert.throws(
      () => wizardFile({ users, organizations }),
      /organizations\[0\]\.groups\[1\]\.organizationId: follows from the organization that lists the group: leave it out/,
    );
  });

  /** The problems of organizations of Alice's. */
  function problemsOf(...organizations: object[]): string[] {
    const users = [{ email: "alice@example.com" }];
    const owned = organizations.map((entry, index) => ({
      name: `Acme ${index}`,
      owner: "alice@example.com",
      ...entry,
    }));
    try {
      wizardFile({ users, organizations: owned });
      return [];
    } catch (error) {
      assert.ok(error instanceof SeedError);
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
  }

  it("refuses policies with the names of built-in ones", () => {
    const names = ["StackGuest", "StackAdmin", "OrganizationGuest", "OrganizationAdmin"];
    assert.deepEqual(
      problemsOf({ policies: [{ name: "Own" }] }, { policies: names.map((name) => ({ name })) }),
      names.map(
        (name, index) =>
          `organizations[1].policies[${index}].name: "${name}" is a built-in policy, which is protected: use it as it is, or choose another name`,
      ),
    );
  });

  it("refuses two groups of one name in an organization", () => {
    const groups = [{ name: "A" }, {}, { name: "B" }, { name: "A" }, {}, { name: "a" }];
    assert.deepEqual(problemsOf({ groups: [{ name: "A" }] }, { groups }), [
      'organizations[1].groups[3].name: "A" is already used in this organization, by groups[0]',
    ]);
  });

  it("has numbers of policies of any size", () => {
    const organization = { name: "Acme", owner: "alice@example.com", domain: "example.com" };
    const file = wizardFile({
      users: [{ email: "alice@example.com" }],
      organizations: [{ ...organization, defaultPolicy: "9007199254740993" }],
    });
    assert.match(file, /defaultPolicyId: 9007199254740993\n/);
  });

  it("comes with warnings of what the server may not know, and of joiners", () => {
    const users = [{ email: "alice@example.com" }];
    const policies = [{ name: "P", scopes: ["stack:Reed", "stack:Read"] }];
    const named = (name: string, more: object) => ({
      name,
      owner: "alice@example.com",
      domain: `${name.toLowerCase()}.example.com`,
      ...more,
    });
    const organizations = [
      named("Acme", { policies, defaultPolicy: "1" }),
      ...["A", "B", "C", "D"].map((name) => named(name, {})),
    ];
    const warnings = wizardWarnings({ users, organizations });
    assert.deepEqual(warnings.slice(0, 2), [
      'organizations[0].policies[0].scopes: "stack:Reed" is not a documented scope; the server may not know it. Did you mean "stack:Read"?',
      "users of a.example.com who join organization A get no policy, so they can do nothing there: set organizations[1].defaultPolicy",
    ]);
    assert.match(warnings[4] ?? "", /^1 more organization has a domain/);
  });

  it("names what it can't say of policies", () => {
    const specification: SeedSpecification = {
      users: [{ email: "alice@example.com" }],
      organizations: [
        {
          name: "Acme",
          owner: "alice@example.com",
          ownerPolicy: "2",
          defaultPolicy: "StackGuest",
        },
      ],
      rolePolicies: { admin: "2" },
    };
    assert.throws(
      () => wizardFile(specification),
      (error: Error) => {
        assert.match(error.message, /- rolePolicies: the wizard's file has no roles of members/);
        assert.match(
          error.message,
          /- organizations\[0\]\.ownerPolicy: the wizard gives the owner/,
        );
        assert.match(
          error.message,
          /- organizations\[0\]\.defaultPolicy: the wizard's file takes the number of a policy/,
        );
        return true;
      },
    );
  });

  it("refuses a wrong specification before there is a file", () => {
    assert.throws(() => wizardFile({ users: [{ email: "nobody" }] }), /users\[0\]\.email: /);
  });
});
