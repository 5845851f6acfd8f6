import assert from "node:assert/strict";
import { previewSeed } from "../../seed/apply";
import { importSeed } from "../../seed/import";
import { hasChanges } from "../../seed/summary";
import { createDatabase } from "../support/postgres";
import { withOptionalPolicies } from "./policy-schemas";
import { documented, listedScopes } from "./schemas";

const base = `
  insert into membership.users (id, email) values
    ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
  insert into membership.organizations (id, name, owner_id) values
    ('acme', 'Acme', 'ann'), ('other', 'Other', 'ann');
  insert into membership.organization_users (organization_id, user_id, policy_id) values
    ('other', 'ann', 4);`;

const own = (rows: string): string =>
  `insert into membership.policies (id, name, organization_id, protected) values ${rows};`;

const members = (owner: string, member: string): string =>
  `insert into membership.organization_users (organization_id, user_id, policy_id) values
     ('acme', 'ann', ${owner}), ('acme', 'ben', ${member});`;

const twin = "another one has the same name. Change it to have both in the seed";

const isLeftOut = (what: string, why: string): string => `${what} is left out: ${why}`;

/** What no specification says, the members who have it, and the notes. */
const cases: readonly (readonly [title: string, sql: string, notes: readonly string[]])[] = [
  [
    "an own policy with the name of a built-in one",
    own("(50, 'StackGuest', 'acme', false)") + members("4", "50"),
    [isLeftOut("policy 50 StackGuest of organization Acme", "a built-in policy has the same name")],
  ],
  [
    "an own policy with a name of digits, and one with its number",
    own("(50, '7', 'acme', false), (7, 'Seven', 'acme', false)") + members("4", "50"),
    [isLeftOut("policy 50 7 of organization Acme", "its name would be taken for a number")],
  ],
  [
    "policies whose names are each other's numbers",
    own("(51, '7', 'acme', false), (7, '51', 'acme', false)") +
      members("7", "51") +
      "insert into membership.policy_scopes select 7, id from membership.scopes where label = 'stack:Read';",
    [
      isLeftOut("policy 51 7 of organization Acme", "its name would be taken for a number"),
      isLeftOut("policy 7 51 of organization Acme", "its name would be taken for a number"),
    ].reverse(),
  ],
  [
    "an own policy that is protected",
    own("(50, 'Fixed', 'acme', true)") + members("4", "50"),
    [isLeftOut("policy 50 Fixed of organization Acme", "it is protected")],
  ],
  [
    "an owner whose policy allows nothing",
    own("(50, 'Empty', 'acme', false)") + members("50", "4"),
    [
      isLeftOut(
        "ownerPolicy of organization Acme",
        'policy "Empty" has no scopes, so the owner can do nothing',
      ),
    ],
  ],
  [
    "policies of another organization, and of none",
    own("(50, 'P', 'other', false), (51, 'Q', 'other', true), (52, 'Loose', null, false)") +
      members("50", "52") +
      "update membership.organizations set default_policy_id = 51 where id = 'acme';",
    [
      isLeftOut(
        "defaultPolicy of organization Acme",
        "policy 51 Q belongs to another organization",
      ),
      isLeftOut(
        "policy of member ann@example.com of organization Acme",
        "policy 50 P belongs to another organization",
      ),
      isLeftOut(
        "policy of member ben@example.com of organization Acme",
        "policy 52 Loose belongs to no organization and isn't built in",
      ),
      isLeftOut("policy 51 Q of organization Other", "it is protected"),
    ],
  ],
  [
    "two policies of one name in an organization",
    "alter table membership.policies drop constraint policies_organization_id_name_key;" +
      own("(50, 'P', 'acme', false), (51, 'P', 'acme', false)") +
      members("4", "51"),
    [
      isLeftOut("policy 50 P of organization Acme", twin),
      isLeftOut("policy 51 P of organization Acme", twin),
    ],
  ],
  [
    "a policy with a blank name",
    own("(50, '  ', 'acme', false)") + members("4", "50"),
    [isLeftOut("policy 50 of organization Acme", "it has no name")],
  ],
];

describe("an import of policies that no specification says", () => {
  for (const [title, sql, notes] of cases) {
    it(`leaves out ${title}, and is accepted without a change`, async () => {
      const { connection } = await createDatabase(`${documented};${base}${sql}`);
      const imported = await importSeed(connection);
      assert.deepEqual([...imported.notes].sort(), [...notes].sort());
      const plan = await previewSeed({ connection, specification: imported.specification });
      assert.equal(hasChanges(plan), false);
    });
  }

  it("leaves out no policy that is missing in a row, and is accepted", async () => {
    const { connection } = await createDatabase(
      `${withOptionalPolicies(documented)};${base}${members("null", "null")}`,
    );
    const { specification, notes } = await importSeed(connection);
    assert.deepEqual(notes, []);
    assert.equal(hasChanges(await previewSeed({ connection, specification })), false);
  });

  it("takes a list with a scope twice for the set that it is", async () => {
    const { connection } = await createDatabase(
      `${listedScopes};${base}${own("(50, 'P', 'acme', false)")}${members("4", "50")}
       update membership.policies set scopes = '{stack:Read,stack:Write,stack:Read}' where id = 50;`,
    );
    const { specification } = await importSeed(connection);
    const [policy] = specification.organizations?.[0]?.policies ?? [];
    assert.deepEqual(policy?.scopes, ["stack:Read", "stack:Write"]);
    assert.equal(hasChanges(await previewSeed({ connection, specification })), false);
  });

  it("says that an owner who is no member becomes one", async () => {
    const { connection } = await createDatabase(`${documented};${base}`);
    const { notes } = await importSeed(connection);
    assert.deepEqual(notes, [
      "the owner of organization Acme isn't a member of it in the database; the seed makes the owner one",
    ]);
  });
});
