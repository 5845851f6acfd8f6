import assert from "node:assert/strict";
import { previewSeed } from "../../seed/apply";
import { importSeed } from "../../seed/import";
import { hasChanges } from "../../seed/summary";
import { createDatabase } from "../support/postgres";
import { documented, withRoles } from "./schemas";

const base = `
  insert into membership.users (id, email) values
    ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
  insert into membership.organizations (id, name, owner_id) values
    ('acme', 'Acme', 'ann'), ('other', 'Other', 'ben');
  insert into membership.organization_users (organization_id, user_id, policy_id) values
    ('acme', 'ann', 4), ('other', 'ben', 4);
  insert into membership.regions (id, name, base_url, created_at) values
    ('eu', 'eu-1', 'https://eu-1.example.com', now());
  insert into membership.stacks (
    id, name, organization_id, region_id, client_secret, state, status, expected_status, created_at, updated_at
  ) values
    ('demo', 'demo', 'acme', 'eu', 'sesame', 'ACTIVE', 'READY', 'READY', now(), now()),
    ('main', 'main', 'other', 'eu', 'sesame', 'ACTIVE', 'READY', 'READY', now(), now());`;

const correct = ". Correct the row to have it in the seed";
const address = `its email is not an e-mail address. Write it like name@example.com${correct}`;

/** Rows that no specification says, and the notes about them. */
const cases: Readonly<Record<string, readonly [sql: string, notes: readonly string[]]>> = {
  "a user without an address": [
    `insert into membership.users (id, email) values ('robot', 'robot'), ('void', '');
     insert into membership.organization_users (organization_id, user_id, policy_id) values ('acme', 'robot', 1);`,
    [
      `user "" (void) is left out: its email must not be empty${correct}`,
      `user robot is left out: ${address}`,
      "member robot of organization Acme is left out: its user: user robot is left out",
    ],
  ],
  "an owner without an address, with all that the organization has": [
    `update membership.users set email = 'robot' where id = 'ben';
     insert into membership.regions (id, name, base_url, organization_id, created_at) values
       ('own', 'own', 'https://own.example.com', 'other', now());`,
    [
      `user robot is left out: ${address}`,
      "organization Other is left out: its owner: user robot is left out",
      "region own is left out: its organization: organization Other is left out",
      "stack main is left out: its organization: organization Other is left out",
    ],
  ],
  "users whose addresses differ by case": [
    `insert into membership.users (id, email) values ('twin', 'ANN@example.com');
     insert into membership.organization_users (organization_id, user_id, policy_id) values ('other', 'twin', 1);`,
    [
      "user ann@example.com (ann) is left out: another one has the same email. Change it to have both in the seed",
      "organization Acme is left out: its owner: user ann@example.com (ann) is left out",
      "stack demo is left out: its organization: organization Acme is left out",
    ],
  ],
  "odd domains": [
    `update membership.organizations set domain = '@other.io' where id = 'other';
     update membership.organizations set domain = 'a.io,b.io' where id = 'acme';`,
    [
      `domain of organization Acme is left out: it names several hosts. Write one, such as example.com${correct}`,
      `domain of organization Other is left out: it has an @. Write only the name, such as example.com${correct}`,
    ],
  ],
  "organizations of one name": [
    `update membership.organizations set name = 'Acme' where id = 'other';`,
    [
      "organization Acme (other) is left out: another one has the same name. Change it to have both in the seed",
      "stack main is left out: its organization: organization Acme (other) is left out",
    ],
  ],
  "an organization without a name": [
    `update membership.organizations set name = '' where id = 'other';`,
    [
      `organization "" (other) is left out: its name must not be empty${correct}`,
      `stack main is left out: its organization: organization "" (other) is left out`,
    ],
  ],
  "a region with another URL": [
    `update membership.regions set base_url = 'eu-1.example.com';`,
    [
      `region eu-1 is left out: its baseUrl is not a URL. Write it like https://api.example.com${correct}`,
      "stack demo is left out: its region: region eu-1 is left out",
      "stack main is left out: its region: region eu-1 is left out",
    ],
  ],
  "blank and odd texts": [
    `insert into membership.organization_features (organization_id, name) values ('acme', ' '), ('acme', '');
     insert into membership.policies (id, name, organization_id, description) values (50, 'P', 'acme', '  ');
     update membership.stacks set version = ' ', modules = array['ledger', ''] where id = 'demo';
     update membership.users set role = 'FOO' where id = 'ann';`,
    [
      `role of user ann@example.com is left out: it is not one of: USER, SYSTEM, ADMIN${correct}`,
      `description of policy 50 P of organization Acme is left out: it must not be empty${correct}`,
      `feature "" of organization Acme is left out: its name must not be empty${correct}`,
      `feature " " of organization Acme is left out: its name must not be empty${correct}`,
      `version of stack demo is left out: it must not be empty${correct}`,
      `modules of stack demo is left out: it must not be empty${correct}`,
    ],
  ],
  "a stack in a region that is another organization's": [
    `insert into membership.regions (id, name, base_url, organization_id, creator_id, created_at) values
       ('own', 'own', 'https://own.example.com', 'other', 'ben', now());
     update membership.stacks set region_id = 'own' where id = 'demo';`,
    [
      `stack demo is left out: its region: region "own" is private to organization "Other": choose a public region or one of organization "Acme"${correct}`,
    ],
  ],
  "ids that no Stack resource can have": [
    `insert into membership.organizations (id, name, owner_id) values ('Big-Org', 'Big', 'ann');
     insert into membership.organization_users (organization_id, user_id, policy_id) values ('Big-Org', 'ann', 4);
     update membership.stacks set id = repeat('x', 60) where id = 'demo';`,
    [
      `id of organization Big is left out: it must be 1 to 40 lower-case letters and digits without a dash: a Stack resource is named <organization>-<stack>${correct}`,
      `id of stack demo is left out: it must be 1 to 40 lower-case letters, digits and inner dashes: it becomes part of a Kubernetes name${correct}`,
    ],
  ],
  "references to rows that are gone": [
    `alter table membership.organizations drop constraint organizations_owner_id_fkey;
     alter table membership.organization_users drop constraint organization_users_user_id_fkey;
     alter table membership.regions drop constraint regions_creator_id_fkey;
     insert into membership.organization_users (organization_id, user_id, policy_id) values ('acme', 'gone', 1);
     update membership.organizations set owner_id = 'gone' where id = 'other';
     update membership.regions set creator_id = 'gone';`,
    [
      "organization Other is left out: its owner: there is no user gone",
      "member gone of organization Acme is left out: its user: there is no user gone",
      "creator of region eu-1 is left out: there is no user gone",
      "stack main is left out: its organization: organization Other is left out",
    ],
  ],
};

describe("an import of rows that no specification says", () => {
  for (const [title, [sql, notes]] of Object.entries(cases)) {
    it(`leaves out ${title}, and is accepted without a change`, async () => {
      const { connection } = await createDatabase(
        `${documented.replace(/insert into membership\.policy_scopes[^]*$/, "")};${base}${sql}`,
      );
      const imported = await importSeed(connection);
      assert.deepEqual([...imported.notes].sort(), [...notes].sort());
      const plan = await previewSeed({ connection, specification: imported.specification });
      assert.equal(hasChanges(plan), false);
    });
  }

  it("takes members with roles of their own for members", async () => {
    const { connection } = await createDatabase(`${withRoles};
      insert into membership.users (id, email) values ('ann', 'ann@example.com'), ('ben', 'ben@example.com');
      insert into membership.organizations (id, name, owner_id) values ('acme', 'Acme', 'ann');
      insert into membership.organization_users (organization_id, user_id, role) values
        ('acme', 'ann', 'ADMIN'), ('acme', 'ben', 'VIEWER');`);
    const { specification, notes } = await importSeed(connection);
    assert.deepEqual(notes, [
      `role of member ben@example.com of organization Acme is left out: it is not one of: ADMIN, GUEST${correct}`,
    ]);
    assert.deepEqual(specification.organizations?.[0]?.members, [{ user: "ben@example.com" }]);
    assert.equal(hasChanges(await previewSeed({ connection, specification })), false);
  });

  it("says that a private region without a creator gets one", async () => {
    const { connection } = await createDatabase(`${documented};${base}
      insert into membership.regions (id, name, base_url, organization_id, created_at) values
        ('own', 'own', 'https://own.example.com', 'acme', now())`);
    const { notes } = await importSeed(connection);
    assert.deepEqual(notes, ["region own has no creator in the database; the seed gives it one"]);
  });
});
