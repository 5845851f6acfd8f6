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
});
