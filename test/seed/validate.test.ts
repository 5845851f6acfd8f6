import assert from "node:assert/strict";
import { z } from "zod";
import { seedFields } from "../../seed/schema";
import { validateSpecification } from "../../seed/validate";
import { example } from "./support";

/** `path: message` of every problem. */
function problemsOf(value: unknown): string[] {
  const validated = validateSpecification(value);
  return validated.ok
    ? []
    : validated.problems.map(({ path, message }) => `${path}: ${message}`).sort();
}

const users = [{ email: "alice@example.com" }];
const organizations = [{ name: "Acme", owner: "alice@example.com" }];
const regions = [{ name: "eu-1", baseUrl: "https://eu.example.com" }];

describe("seed specification", () => {
  it("accepts one of everything, and nothing at all", () => {
    assert.deepEqual(problemsOf(example), []);
    assert.deepEqual(problemsOf({}), []);
  });

  it("reports every problem at once, with its path", () => {
    assert.deepEqual(
      problemsOf({
        users: [
          { email: "alice@example.com" },
          { email: "ALICE@example.com" },
          { email: "nobody" },
        ],
        organizations: [{ name: "Acme", owner: "alicia@example.com", domain: "https://x" }],
        regions: [{ name: "eu-1", baseUrl: "eu.example.com" }],
        stacks: [{ name: "demo", organization: "Acne", region: "eu-2" }],
      }),
      [
        "organizations[0].domain: has a scheme. Write only the name, such as example.com.",
        'organizations[0].owner: no user "alicia@example.com" in users. Did you mean "alice@example.com"?',
        "regions[0].baseUrl: is not a URL. Write it like https://api.example.com.",
        'stacks[0].organization: no organization "Acne" in organizations. Did you mean "Acme"?',
        'stacks[0].region: no region "eu-2" in regions. Did you mean "eu-1"?',
        'users[1].email: "alice@example.com" is already used, by users[0]',
        "users[2].email: is not an e-mail address. Write it like name@example.com.",
      ],
    );
  });

  it("names an unknown field, the one that was meant and those there are", () => {
    assert.deepEqual(problemsOf({ users: [{ email: "a@b.c", rolle: "USER" }] }), [
      'users[0].rolle: unknown field. Did you mean "role"? Known fields: email, id, role',
    ]);
    assert.match(
      problemsOf({ user: [] })[0] ?? "",
      /^user: unknown field\. Did you mean "users"\?/,
    );
    assert.match(
      problemsOf({
        users,
        organizations: [{ ...organizations[0], members: [{ usr: "x" }] }],
      }).join(),
      /organizations\[0\]\.members\[0\]\.usr: unknown field\. Did you mean "user"\?/,
    );
  });

  const cases: [string, object, RegExp][] = [
    [
      "a role that isn't one",
      { users: [{ email: "a@b.c", role: "ROOT" }] },
      /users\[0\]\.role: .*USER/,
    ],
    ["a wrong type", { users: [{ email: 7 }] }, /users\[0\]\.email: .*string/],
    [
      "a map in the place of a list",
      { users: { email: "a@b.c" } },
      /users: is a map, but must be a list\. Begin each entry with a dash\.$/,
    ],
    [
      "a list in the place of an address",
      { users: [{ email: ["a@b.c"] }] },
      /users\[0\]\.email: is a list, but must be a string\. Give a single value\.$/,
    ],
    ["a missing owner", { organizations: [{ name: "Acme" }] }, /organizations\[0\]\.owner: /],
    [
      "a blank name",
      { users, organizations: [{ name: "  ", owner: "alice@example.com" }] },
      /organizations\[0\]\.name: must not be empty/,
    ],
    [
      "a NUL character",
      { users: [{ email: "a\u0000@b.c" }] },
      /users\[0\]\.email: must not contain a NUL/,
    ],
    [
      "half a surrogate pair",
      { users: [{ email: "\ud800@b.c" }] },
      /users\[0\]\.email: must be well-formed/,
    ],
    [
      "a dash in an organization id",
      { users, organizations: [{ ...organizations[0], id: "a-b" }] },
      /organizations\[0\]\.id: .*without a dash/,
    ],
    [
      "capitals in a stack id",
      {
        users,
        organizations,
        regions,
        stacks: [{ name: "x", id: "X", organization: "Acme", region: "eu-1" }],
      },
      /stacks\[0\]\.id: /,
    ],
    [
      "credentials in a URL",
      { regions: [{ name: "x", baseUrl: "https://u:p@x.y" }] },
      /regions\[0\]\.baseUrl: holds credentials\. /,
    ],
    [
      "two organizations of one name",
      { users, organizations: [...organizations, ...organizations] },
      /organizations\[1\]\.name: "Acme" is already used, by organizations\[0\]/,
    ],
    [
      "two regions of one id",
      {
        regions: [
          { ...regions[0], id: "r" },
          { ...regions[0], name: "b", id: "r" },
        ],
      },
      /regions\[1\]\.id: "r" is already used, by regions\[0\]/,
    ],
    [
      "two users of one id",
      {
        users: [
          { email: "a@b.c", id: "1" },
          { email: "b@b.c", id: "1" },
        ],
      },
      /users\[1\]\.id: "1" is already used/,
    ],
    [
      "a member twice",
      {
        users,
        organizations: [
          {
            ...organizations[0],
            members: [{ user: "alice@example.com" }, { user: "ALICE@example.com" }],
          },
        ],
      },
      /members\[1\]\.user: .*members\[0\]/,
    ],
    [
      "an unknown member",
      { users, organizations: [{ ...organizations[0], members: [{ user: "x@y.z" }] }] },
      /organizations\[0\]\.members\[0\]\.user: no user "x@y.z"/,
    ],
    [
      "an unknown creator",
      { regions: [{ ...regions[0], creator: "x@y.z" }] },
      /regions\[0\]\.creator: no user/,
    ],
    [
      "an unknown region owner",
      { regions: [{ ...regions[0], organization: "x" }] },
      /regions\[0\]\.organization: no organization/,
    ],
    [
      "two stacks of one name",
      {
        users,
        organizations,
        regions,
        stacks: [
          { name: "d", organization: "Acme", region: "eu-1" },
          { name: "d", organization: "Acme", region: "eu-1" },
        ],
      },
      /stacks\[1\]\.name: "d" is already used in this organization, by stacks\[0\]/,
    ],
    [
      "a name that is another's id",
      {
        users: [{ email: "a@b.c", id: "d@b.c" }, { email: "d@b.c" }],
        organizations: [{ name: "o", owner: "d@b.c" }],
      },
      /organizations\[0\]\.owner: .*name of one user and the id of another/,
    ],
    [
      "a stack in a foreign private region",
      {
        users,
        organizations: [
          ...organizations,
          { name: "B", id: "bbbbbbbb", owner: "alice@example.com" },
        ],
        regions: [{ ...regions[0], organization: "bbbbbbbb" }],
        stacks: [{ name: "d", organization: "Acme", region: "eu-1" }],
      },
      /stacks\[0\]\.region: region "eu-1" is private to organization "B"/,
    ],
    [
      "a Kubernetes name that is too long",
      {
        users,
        organizations: [{ ...organizations[0], id: "o".repeat(40) }],
        regions,
        stacks: [{ name: "d", id: "s".repeat(40), organization: "Acme", region: "eu-1" }],
      },
      /stacks\[0\]\.id: .*81 characters/,
    ],
  ];
  for (const [title, value, expected] of cases) {
    it(`refuses ${title}`, () => {
      assert.match(problemsOf(value).join("\n"), expected);
    });
  }

  it("tells of a blank name once, also where there are several", () => {
    const owner = "alice@example.com";
    assert.deepEqual(
      problemsOf({
        users,
        organizations: [
          { name: "", owner, policies: [{ name: "P", scopes: ["", ""] }] },
          { name: "", owner, features: ["", ""] },
        ],
      }),
      [
        "organizations[0].name",
        "organizations[0].policies[0].scopes[0]",
        "organizations[0].policies[0].scopes[1]",
        "organizations[1].features[0]",
        "organizations[1].features[1]",
        "organizations[1].name",
      ].map((path) => `${path}: must not be empty`),
    );
  });

  it("never shows a value that is refused: it may be a secret in the wrong place", () => {
    const text = problemsOf({
      users,
      organizations,
      regions,
      stacks: [{ name: "d", organization: "Acme", region: "eu-1", state: "sesame", id: "SESAME" }],
    }).join("\n");
    assert.match(text, /stacks\[0\]\.state/);
    assert.doesNotMatch(text, /sesame/i);
  });

  it("finds the one entry that is wrong among many", () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ email: `u${index}@example.com` }));
    const members = many.slice(1).map(({ email }) => ({ user: email }));
    assert.deepEqual(
      problemsOf({
        users: [...many, { email: "nobody" }],
        organizations: [
          { name: "First", owner: "u0@example.com", members },
          { name: "Second", owner: "u0@example.com", members: [...members, { user: "" }] },
        ],
      }),
      [
        "organizations[1].members[299].user: must not be empty",
        'organizations[1].members[299].user: no user "" in users.',
        "users[300].email: is not an e-mail address. Write it like name@example.com.",
      ],
    );
  });

  it("describes every field and marks the secret, for editors and the config", () => {
    const json = z.toJSONSchema(seedFields, { io: "input" });
    const undescribed: string[] = [];
    const secrets: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== "object" || node === null) return;
      for (const [name, value] of Object.entries(node as Record<string, unknown>)) {
        if (name === "properties") {
          for (const [field, schema] of Object.entries(value as Record<string, object>)) {
            if (!("description" in schema)) undescribed.push(`${path}.${field}`);
            if ("secret" in schema) secrets.push(`${path}.${field}`);
            visit(schema, `${path}.${field}`);
          }
        } else visit(value, path);
      }
    };
    visit(json, "");
    assert.deepEqual(undescribed, []);
    assert.deepEqual(secrets, [".stacks.clientSecret"]);
  });
});
