import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { isForPeople } from "../../../cli/errors";
import { readSpecification } from "../../../cli/seed/specification-file";
import type { CommandContext } from "../../../cli/command-context";

const read = (text: string) =>
  readSpecification({ io: { readInput: () => Promise.resolve(text) } } as CommandContext, "-");

const wrong: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  [
    "an alias that leads nowhere",
    "users: [{email: a@example.com}]\norganizations: [{name: A, owner: *canary}]\n",
    /^- is not valid YAML at line 2: an alias names an anchor/,
  ],
  [
    "text after a secret",
    'stacks:\n  - {name: s, organization: A, region: eu}\n  - clientSecret: "canary" x\n',
    /^- is not valid YAML at line 3, column \d+: something is in the wrong place/,
  ],
  ["an open quote", "users:\n  - email: 'canary\n", /^- is not valid YAML at line/],
  [
    "a second document",
    "users: []\n---\nusers: [{email: canary@example.com}]\n",
    /second document/,
  ],
  [
    "a date without quotes",
    "users: [{email: a@example.com}]\norganizations: [{name: 2024-05-01, owner: a@example.com}]\n",
    /- organizations\[0\]\.name \(line 2\): is a date without quotes/,
  ],
  [
    "a thousand levels",
    `users: ${"[".repeat(1000)}${"]".repeat(1000)}\n`,
    /nested deeper than 100 levels/,
  ],
  [
    "a bomb of aliases",
    `a0: &a0 [canary]\n${Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join("\n")}`,
    /repeats too much through aliases/,
  ],
  [
    "wrong values, each with its line",
    "users:\n  - {email: canary}\n  - mail: b\nstacks: [{}]\n",
    /users\[0\]\.email \(line 2\): .*\n.*users\[1\]\.email \(line 3\): .*\n.*users\[1\]\.mail \(line 3\)[^]*stacks\[0\]\.\w+ \(line 4\)/,
  ],
  [
    "wrong values in a stack file, each with its line",
    "config:\n  formance-control-plane:seed:\n    users:\n      - {email: canary}\n",
    /users\[0\]\.email \(line 4\): /,
  ],
  [
    "the key of a prototype",
    "users: [{__proto__: {email: canary@example.com}}]\n",
    /__proto__ \(line 1\)/,
  ],
];

describe("a seed file", () => {
  it("is read with its merge keys and with many aliases", async () => {
    const text = `base: &base {organization: A, region: eu}
formance-control-plane:seed:
  users: [{email: &owner a@example.com}]
  organizations: [${Array.from({ length: 200 }, (_, index) => `{name: O${index}, owner: *owner}`).join(", ")}, {name: A, owner: *owner}]
  regions: [{name: eu, baseUrl: "https://eu.example.com"}]
  stacks: [{<<: *base, name: one}]
`;
    const { stacks, organizations } = await read(text);
    deepStrictEqual(stacks, [{ organization: "A", region: "eu", name: "one" }]);
    strictEqual(organizations?.[199]?.owner, "a@example.com");
  });

  for (const [what, text, message] of wrong) {
    it(`is refused with ${what}, without a word of what it holds`, async () => {
      await rejects(read(text), (error) => {
        match((error as Error).message, message);
        return isForPeople(error) && !error.message.includes("canary");
      });
    });
  }

  it("takes JSON with characters that YAML has only by their numbers", async () => {
    const name = "A\u2028\u0085\u007f\u2029B";
    const seed = {
      users: [{ email: "a@example.com" }],
      organizations: [{ name, owner: "a@example.com" }],
    };
    for (const indent of [0, 2]) {
      deepStrictEqual(await read(JSON.stringify(seed, undefined, indent)), seed);
    }
    await rejects(read(`users: [{email: "${name}"}]`), /control character/);
  });
});
