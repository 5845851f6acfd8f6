import assert from "node:assert/strict";
import { HelmValuesError } from "../../../moving-from-helm/errors";
import { parseValues } from "../../../moving-from-helm/values/values-text";

const messageOf = (text: string): string => {
  try {
    parseValues(text, "values.yaml");
  } catch (error) {
    assert.ok(error instanceof HelmValuesError);
    return error.message;
  }
  assert.fail("the values were read");
};

describe("the text of Helm values", () => {
  const wanted = { global: { serviceHost: "example.com" } };

  for (const [what, text] of Object.entries({
    "a values file": "global:\n  serviceHost: example.com\n",
    "helm get values": "USER-SUPPLIED VALUES:\nglobal:\n  serviceHost: example.com\n",
    "helm get values --all": "COMPUTED VALUES:\r\nglobal:\r\n  serviceHost: example.com\r\n",
    "helm get values -o json": '{"global":{"serviceHost":"example.com"}}\n',
  })) {
    it(`is read as ${what}`, () => {
      assert.deepEqual(parseValues(text, "values.yaml"), wanted);
    });
  }

  it("is refused where it is no YAML, by its line and without its content", () => {
    const message = messageOf("USER-SUPPLIED VALUES:\nglobal:\n  password: 'canary-5RkQ\n");
    assert.match(
      message,
      /^values\.yaml is not valid YAML at line [34], column \d+: a character is/,
    );
    assert.doesNotMatch(message, /canary/);
  });

  it("is read with its merge keys and aliases, and dates as the text that they are to Helm", () => {
    const text =
      "x: &x {limits: {memory: 1Gi}}\nmembership:\n  resources: {<<: *x, requests: {cpu: 1}}\n  podAnnotations: {since: 2024-05-01}\n";
    const { membership } = parseValues(text, "values.yaml");
    assert.deepEqual(membership, {
      resources: { limits: { memory: "1Gi" }, requests: { cpu: 1 } },
      podAnnotations: { since: "2024-05-01" },
    });
  });

  for (const [what, text, says] of [
    ["an alias that leads nowhere", "global:\n  a: *canary\n", /at line 2: an alias names/],
    ["a merged text", "global:\n  <<: canary\n", /at line 2: the key << merges a map/],
    ["a bomb", `USER-SUPPLIED VALUES:\na: ${"[".repeat(5000)}`, /at line 2, .*nested deeper/],
    ["half of a character", 'a: canary\nb: {c: "\\ud800"}\n', /line 2: b\.c has half of a char/],
    ["a number that is none", "a: canary\nb: {c: .inf}\n", /line 2: b\.c is not a finite number/],
  ] as const) {
    it(`is refused with ${what}`, () => {
      assert.match(messageOf(text), says);
      assert.doesNotMatch(messageOf(text), /canary/);
    });
  }

  it("is refused with a word about quotes where a template stands bare", () => {
    assert.match(messageOf("global:\n  serviceHost: {{ .Values.x }}/api\n"), /needs quotes/);
  });

  it("is refused where a key stands twice", () => {
    assert.match(messageOf("global: {}\nglobal: {}\n"), /at line 2: a map has the same key twice/);
  });

  for (const [what, text, says] of [
    ["nothing", "", /has no values.*helm get values/],
    ["the null of a release without values", "USER-SUPPLIED VALUES:\nnull\n", /has no values/],
    ["a list", "- global\n", /is a list/],
    ["a text", "global\n", /is a single string/],
  ] as const) {
    it(`is refused where it is ${what}`, () => {
      assert.match(messageOf(text), says);
    });
  }
});
