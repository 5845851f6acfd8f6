import { strictEqual } from "node:assert/strict";
import { wrap } from "../../messages/wrap";

describe("wrapping a text", () => {
  it("breaks at spaces, and keeps the lines that are there", () => {
    strictEqual(wrap("one two three\nfour", 7), "one two\nthree\nfour");
  });

  it("keeps what a line is indented by, and hangs what follows where it is told to", () => {
    strictEqual(wrap("  one two\nthree", 6), "  one\n  two\nthree");
    strictEqual(wrap("- one two", 5, 2), "- one\n  two");
  });

  it("never breaks a word", () => {
    const url = "https://a-name-that-is-longer-than-the-line.example.com";
    strictEqual(wrap(`see ${url} there`, 20), `see\n${url}\nthere`);
  });

  for (const command of [
    "npm start -- --context NAME --stack NAME",
    "npm run --silent password -- --stack acme",
    "npm run down",
    "npm run secret 'dex.connectors[0].clientSecret' -- --stack acme",
    "pulumi config set --path --secret 'formance-control-plane:licence.token' --stack acme",
    "npx control-plane open --stack acme --show-password",
    "kill -INT 4711",
  ]) {
    it(`keeps ${command} in one piece`, () => {
      for (const text of [`Something else: ${command}`, `Stop (${command}), then go on.`]) {
        const lines = wrap(text, 30).split("\n");
        strictEqual(lines.filter((line) => line.includes(command)).length, 1, lines.join("\n"));
      }
      strictEqual(wrap(`  ${command}`, 10), `  ${command}`);
    });
  }

  it("breaks what follows a command in a sentence", () => {
    const text =
      "npm start continues from there, npm run down removes it, and nothing else is done.";
    strictEqual(
      wrap(text, 40),
      "npm start continues from there,\nnpm run down removes it, and nothing\nelse is done.",
    );
  });

  it("keeps a shell's comment in one line, whose rest would be run otherwise", () => {
    const comment = "# In Pulumi.dev.yaml, remove dex.env.PASSWORD";
    strictEqual(wrap(`    ${comment}`, 20), `    ${comment}`);
  });
});
