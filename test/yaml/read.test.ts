import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { YamlError } from "../../yaml/error";
import { readYaml } from "../../yaml/read";

/** What Go's yaml.v3, and so the Pulumi engine, makes of scalars without quotes. */
const scalars: readonly (readonly [text: string, value: unknown])[] = [
  ["yes", "yes"],
  ["on", "on"],
  ["True", true],
  ["~", null],
  ["", null],
  ["Null", null],
  ["0777", 511],
  ["0o17", 15],
  ["0x1F", 31],
  ["-0b11", -3],
  ["08", 8],
  ["1_000", 1000],
  ["1.0", 1],
  ["12e03", 12000],
  [".5", 0.5],
  ["1e400", "1e400"],
  ["0o8", "0o8"],
  ["190:20:30", "190:20:30"],
  ["1.2.3", "1.2.3"],
  ["'0777'", "0777"],
  ["!!str 0777", "0777"],
  ["!!int '5'", 5],
  ["!!float 5", 5],
  ["!!binary aGk=", "hi"],
  ["!other text", "text"],
  ["=", "="],
  ["<<", "<<"],
];

const maps: readonly (readonly [what: string, text: string, value: unknown])[] = [
  ["a merge key", "{<<: {a: 1, b: 2}, a: 3}", { a: 3, b: 2 }],
  ["a merge key in quotes", "{'<<': {a: 1}}", { a: 1 }],
  [
    "a list of maps to merge, the first the strongest",
    "{<<: [{a: 1}, {a: 2, b: 2}]}",
    { a: 1, b: 2 },
  ],
  ["merge keys in merged maps", "{<<: {<<: {a: 1, b: 1}, a: 2}}", { a: 2, b: 1 }],
  ["a merged null", "{<<: {a: null}, b: 1}", { a: null, b: 1 }],
  [
    "keys that are no strings",
    "{1: a, true: b, 1.5: c, ~: d}",
    { 1: "a", true: "b", 1.5: "c", "<nil>": "d" },
  ],
  ["a set", "!!set {a, b}", { a: null, b: null }],
  ["an alias of a whole map", "{a: &a {x: 1}, b: *a}", { a: { x: 1 }, b: { x: 1 } }],
  ["an alias of a key", "{a: &a x, *a : 1}", { a: "x", x: 1 }],
  [
    "the last anchor before an alias",
    "{a: &n 1, b: &m [&n 2], c: &n 3, d: *m, e: *n}",
    { a: 1, b: [2], c: 3, d: [2], e: 3 },
  ],
];

const wrong: readonly (readonly [what: string, text: string, reason: RegExp, line: number])[] = [
  [
    "an alias that leads nowhere",
    "a: 1\nb: *canary\n",
    /an alias names an anchor that isn't there/,
    2,
  ],
  ["an alias before its anchor", "a: *canary\nb: &canary 1\n", /an alias names an anchor/, 1],
  ["an alias inside its anchor", "a: &canary [*canary]\n", /inside its anchor/, 1],
  ["a key that stands twice", "canary: 1\nb: 2\ncanary: 3\n", /twice/, 3],
  ["a key that stands twice in two forms", "1: canary\n0x1: canary\n", /twice/, 2],
  ["two merge keys", "<<: {canary: 1}\n<<: {a: 1}\n", /twice/, 2],
  ["a merged text", "a:\n  <<: canary\n", /merges a map, and this isn't one\. Write/, 2],
  ["a text merged by a key in quotes", "a:\n  '<<': canary\n", /Quotes don't change that/, 2],
  ["a merged list of texts", "<<: [canary]\n", /this isn't one/, 1],
  ["a map as a key", "{canary: 1}: 2\n", /a key is a map/, 1],
  ["a type that doesn't fit", "a: !!bool canary\n", /of the type/, 1],
  ["text after a value", 'a:\n  - clientSecret: "canary" x\n', /in the wrong place/, 2],
  ["an open quote", 'a: 1\nb: "canary\n', /missing/, 3],
  ["a tab", "a:\n\tcanary: 1\n", /tab/, 2],
  ["a wrong escape", 'a: "canary\\q"\n', /escape/, 1],
  ["a bare character", "a: @canary\n", /needs quotes/, 1],
  ["binary that is no text", "a: 1\nb: !!binary /w==\n", /type that its tag/, 2],
  ["bytes that are no text", "a: 1\nb: canary\ufffd\n", /isn't in UTF-8/, 2],
  ["a control character", "a: 1\nb: canary\u0007\n", /control character/, 2],
  ["a second document", "a: 1\n---\ncanary: 2\n", /second document/, 2],
];

describe("the reader of YAML", () => {
  for (const [text, value] of scalars) {
    it(`takes ${text === "" ? "nothing" : text} as ${JSON.stringify(value)}`, () => {
      deepStrictEqual(readYaml(`a: ${text}\n`).value, { a: value });
      deepStrictEqual(readYaml(`a: ${text}\n`).problems, []);
    });
  }

  for (const [what, text, value] of maps) {
    it(`takes ${what}`, () => {
      deepStrictEqual(readYaml(text).value, value);
    });
  }

  for (const [what, text, reason, line] of wrong) {
    it(`refuses ${what}, with its line and without its text`, () => {
      throws(
        () => readYaml(text),
        (error) => {
          ok(error instanceof YamlError);
          strictEqual(error.line, line);
          ok(reason.test(error.sentence), error.sentence);
          return !error.sentence.includes("canary") && !String(error.stack).includes("canary");
        },
      );
    });
  }

  it("tells what would not arrive as it is written", () => {
    const text = [
      "a: 2024-05-01",
      "b: [2024-5-1 10:00:00, '2024-05-01', !!str 2024-05-01, 2024-13-01]",
      "c: {2024-05-01: 1}",
      "d: 9007199254740993",
      "e: .inf",
      "f: {__proto__: 1}",
      'g: "\\0"',
      "h: {<<: {i: 2024-05-01, j: 2024-05-01}, i: 1}",
    ].join("\n");
    deepStrictEqual(
      readYaml(text).problems.map(({ path, line, isDate }) => [path.join("."), line, isDate]),
      [
        ["a", 1, true],
        ["b.0", 2, true],
        ["c.2024-05-01", 3, true],
        ["d", 4, false],
        ["e", 5, false],
        ["f.__proto__", 6, false],
        ["g", 7, false],
        ["h.j", 8, true],
      ],
    );
  });

  it("keeps the key __proto__ where it is", () => {
    const { value } = readYaml("a: {__proto__: {b: 1}}\nc: {<<: {__proto__: {b: 1}}}\n");
    const { a, c } = value as Record<string, object>;
    for (const map of [a, c]) {
      ok(map !== undefined && Object.hasOwn(map, "__proto__"));
      strictEqual("b" in map, false);
    }
  });

  it("knows the lines of values, where aliases and merge keys lead, and of the nearest above", () => {
    const text = readYaml("x: &x\n  y: 1\n  z: [1,\n    2]\na:\n  <<: *x\n  b: *x\n");
    const lines = [
      ["a"],
      ["a", "b"],
      ["a", "y"],
      ["a", "z", 1],
      ["a", "b", "z", 0],
      ["a", "c", "d"],
    ];
    deepStrictEqual(
      lines.map((path) => text.lineOf(path)),
      [5, 7, 2, 4, 3, 5],
    );
    strictEqual(text.lineOf(["nothing"]), undefined);
  });

  for (const [what, text] of Object.entries({
    "lists in brackets": `a: ${"[".repeat(5000)}${"]".repeat(5000)}`,
    "maps in braces": `a: ${"{b: ".repeat(2000)}1${"}".repeat(2000)}`,
    "lists by hyphens": `a:\n${"- ".repeat(1000)}x`,
    "maps by indentation": Array.from(
      { length: 1000 },
      (_, depth) => `${" ".repeat(depth)}a:`,
    ).join("\n"),
    "explicit keys": `${"? ".repeat(1000)}x`,
    "brackets that stay open": "[".repeat(100_000),
    "maps through aliases": Array.from({ length: 150 }, (_, index) =>
      index === 0 ? "a0: &a0 {}" : `a${index}: &a${index} {b: *a${index - 1}}`,
    ).join("\n"),
  })) {
    it(`refuses to nest too deeply: ${what}`, () => {
      const begin = process.cpuUsage();
      throws(() => readYaml(text), /nested deeper than 100 levels/);
      ok(process.cpuUsage(begin).user < 1_000_000);
    });
  }

  it("takes as many aliases as a person writes, and no bomb of them", () => {
    const many = `a: &a {b: 1}\nlist:\n${"- *a\n".repeat(5000)}`;
    strictEqual((readYaml(many).value as { list: unknown[] }).list.length, 5000);
    const bomb = Array.from({ length: 12 }, (_, index) =>
      index === 0 ? "a0: &a0 [x]" : `a${index}: &a${index} [${`*a${index - 1},`.repeat(10)}]`,
    ).join("\n");
    throws(() => readYaml(bomb), /repeats too much through aliases/);
  });

  it("takes a large text in a moment", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `k${index}: {a: ${index}}`);
    const begin = process.cpuUsage();
    strictEqual(Object.keys(readYaml(rows.join("\n")).value as object).length, 20_000);
    ok(process.cpuUsage(begin).user < 5_000_000);
  });
});
