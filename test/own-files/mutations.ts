import * as fc from "fast-check";
import { isMapping } from "../../config/path";
import { readYaml } from "../../yaml/read";
import { writeYaml } from "../../yaml/write";

/** Stands for every secret; a token, so that it is one wherever a change puts it. */
export const CANARY = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.Y2FuYXJ5";

/** A change of a text: at a place that the numbers choose. */
export type Mutation = (text: string) => string;

/** YAML that a value can be replaced by. */
const snippets: readonly string[] = [
  ..."null ~ true 0 -1 1.5 1e400 .inf .nan 0777 0x1F 1_000 99999999999999999999 yes on".split(" "),
  ..."'' ' ' [] {} [[]] [null] {a: null} 2024-05-01 2024-05-01T10:00:00Z".split(" "),
  "'null'",
  "'true'",
  "'12'",
  "{'': x}",
  "{a: {b: {c: [1, {d: e}]}}}",
  "{__proto__: {a: 1}}",
  "{constructor: 1, toString: x, hasOwnProperty: []}",
  "{prototype: {}, valueOf: null, length: -1}",
  `{secure: ${CANARY}}`,
  `[{secure: ${CANARY}}]`,
  `{secret: ${CANARY}}`,
  "{secretRef: {name: a, key: b}}",
  `{url: {secure: 'postgres://u:${CANARY}@h/d?a=%zz'}}`,
  "*anchor",
  "&anchor {a: 1}",
  "{<<: *anchor}",
  "{<<: {a: 1}, b: 2}",
  "{<<: [{a: 1}, 2]}",
  "!!binary aGk=",
  "!!binary '%'",
  "!!int x",
  "!!set {a, b}",
  "!other {a: 1}",
  '"\\0"',
  '"\\ud800"',
  '"\\u202e\\ufeff"',
  "'http://[::1'",
  "'https://münchen.example/ä b'",
  "'postgres://a,b:1,c/d'",
  "'file:/dev/null'",
  "'file:.'",
  "'$(A)'",
  "'${A}'",
  "'{{ .Values.a }}'",
  "'{{ .Values.global }}'",
  "'((((((((((((((((((((((((((((((a*)*)*)*)*)*)*'",
  "'-----BEGIN CERTIFICATE-----\\n'",
  "'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'",
];

const huge = (length: number): string => `'${"ab:/@%.- ".repeat(length / 9)}'`;
const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const wide = (length: number): string =>
  `{${Array.from({ length }, (_, at) => `k${at}: v`).join(", ")}}`;
const long = (length: number): string =>
  `[${Array.from({ length }, (_, at) => `v${at}`).join(", ")}]`;
const bomb = `[&b0 [x], ${Array.from({ length: 12 }, (_, at) => `&b${at + 1} [${`*b${at}, `.repeat(9)}]`).join(", ")}]`;

const snippet = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...snippets) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(huge(90_000), deep(99), deep(1000), wide(1000), long(1000), bomb),
  },
  { weight: 3, arbitrary: fc.string().map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
);

/** Pieces of YAML that can stand anywhere in a text. */
const pieces: readonly string[] = [
  ..."& * ! | > % @ ` # : - ? , [ ] { } ' \"".split(" "),
  "\t",
  "\n",
  "\r\n",
  "\0",
  "\u0007",
  "\ufeff",
  "\u2028",
  "\ud83d\ude00",
  "\n---\n",
  "\n...\n",
  "\n%YAML 1.1\n",
  "<<: *anchor\n",
  "&anchor ",
  "*anchor ",
  "- - - ",
  "? ",
  ": ",
  "|2\n",
  ">-\n",
  "!!str ",
  "!<tag:x> ",
  "\n  <<: {a: 1}\n",
  "\\",
  "''",
];

type Plain = unknown;

/** Every path of a value. */
function pathsOf(
  value: Plain,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  const children: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isMapping(value)
      ? Object.entries(value)
      : [];
  return [path, ...children.flatMap(([step, child]) => pathsOf(child, [...path, step]))];
}

/** The value with what stands at the path changed. */
function changeAt(
  value: Plain,
  [step, ...below]: readonly (string | number)[],
  change: (parent: Plain, step: string | number) => Plain,
): Plain {
  if (step === undefined) return value;
  if (below.length === 0) return change(value, step);
  if (Array.isArray(value))
    return value.map((child, at) =>
      at === step ? changeAt(child, below, change) : (child as unknown),
    );
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === step ? changeAt(child, below, change) : child,
    ]),
  );
}

const MARK = "MARK-OF-A-SNIPPET";

/** Changes the value that a text means, and writes it again; a text that means nothing stays. */
const inValue =
  (
    at: number,
    change: (parent: Plain, step: string | number) => Plain,
    snippetText = "",
  ): Mutation =>
  (text) => {
    try {
      const { value } = readYaml(text);
      const paths = pathsOf(value).slice(1);
      const path = paths[at % Math.max(paths.length, 1)];
      if (path === undefined) return text;
      return writeYaml(changeAt(value, path, change)).replace(MARK, () => snippetText);
    } catch {
      return text;
    }
  };

const put =
  (value: Plain) =>
  (parent: Plain, step: string | number): Plain => {
    if (Array.isArray(parent))
      return parent.map((child: unknown, at) => (at === step ? value : child));
    return Object.fromEntries([
      ...Object.entries(parent as object).filter(([key]) => key !== step),
      [step, value],
    ]);
  };

const remove = (parent: Plain, step: string | number): Plain => {
  if (Array.isArray(parent)) return parent.filter((_, at) => at !== step);
  return Object.fromEntries(Object.entries(parent as object).filter(([key]) => key !== step));
};

const rename =
  (name: string) =>
  (parent: Plain, step: string | number): Plain => {
    if (Array.isArray(parent)) return Object.fromEntries([[name, parent]]);
    return Object.fromEntries(
      Object.entries(parent as object).map(([key, child]) => [
        key === step ? name : key,
        child as unknown,
      ]),
    );
  };

const names = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "secure",
  "<<",
  "",
  "a.b",
  "a[0]",
  "0",
  "config",
  "formance-control-plane:dex",
  "length",
);

const place = fc.nat({ max: 100_000 });

const insert =
  (at: number, piece: string): Mutation =>
  (text) => {
    const position = at % (text.length + 1);
    return text.slice(0, position) + piece + text.slice(position);
  };

const cut =
  (at: number, length: number): Mutation =>
  (text) => {
    const position = at % (text.length + 1);
    return text.slice(0, position) + text.slice(position + length);
  };

const swapLines =
  (one: number, other: number): Mutation =>
  (text) => {
    const lines = text.split("\n");
    const [first, second] = [one % lines.length, other % lines.length];
    [lines[first], lines[second]] = [lines[second] ?? "", lines[first] ?? ""];
    return lines.join("\n");
  };

/** A change that a person, or a tool, could make to a file. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(place, snippet).map(([at, text]) => inValue(at, put(MARK), text)),
  },
  { weight: 2, arbitrary: place.map((at) => inValue(at, remove)) },
  { weight: 2, arbitrary: fc.tuple(place, names).map(([at, name]) => inValue(at, rename(name))) },
  {
    weight: 3,
    arbitrary: fc.tuple(place, fc.constantFrom(...pieces)).map(([at, piece]) => insert(at, piece)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(place, fc.nat({ max: 40 })).map(([at, length]) => cut(at, length)),
  },
  { weight: 1, arbitrary: fc.tuple(place, place).map(([one, other]) => swapLines(one, other)) },
);
