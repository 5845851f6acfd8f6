import { deepStrictEqual, ok } from "node:assert/strict";
import * as fc from "fast-check";
import { parse } from "yaml";
import { readYaml } from "../../yaml/read";
import { writeYaml } from "../../yaml/write";

/** Texts that one reader or another takes for something else without quotes. */
const ambiguous = [
  "2024-05-01",
  "0777",
  "0o17",
  "1_000",
  "0b11",
  "08",
  "yes",
  "on",
  "n",
  "190:20:30",
  "~",
  ".5",
  "1e3",
  "<<",
  "",
  "null",
  "0x1_f",
  ".inf",
];

describe("the writer of YAML", () => {
  it("writes texts that every reader takes as they are", () => {
    const text = fc.oneof(
      fc.constantFrom(...ambiguous),
      fc.stringMatching(/^[-+.\d_:xobeE]{1,12}$/),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(text), (values) => {
        const printable = values.filter((value) => JSON.stringify(value).length < value.length * 6);
        const written = writeYaml({ values: printable });
        deepStrictEqual(readYaml(written).value, { values: printable });
        for (const version of ["1.1", "1.2"] as const) {
          deepStrictEqual(parse(written, { version }), { values: printable });
        }
      }),
    );
  });

  it("has what a reader refuses, or a terminal acts on, by its number", () => {
    const value = { "key\u2028": ["a\u0085b\u202e", "\u001b[31m\u009b", "plain"] };
    const written = writeYaml(value);
    ok(!/[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(written), JSON.stringify(written));
    deepStrictEqual(readYaml(written).value, value);
  });
});
