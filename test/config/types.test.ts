import { deepStrictEqual, ok } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changed, problemsOf, project, sourceOf } from "./support";

const asString = (path: string) =>
  `\npulumi config set --path --type string '${project}:${path}' VALUE`;
const notByCli = " in the stack file, since pulumi config set can't";

/** Values whose type isn't the right one, and the end of what is said: how to write it. */
const types: readonly (readonly [change: Record<string, unknown>, path: string, end: string])[] = [
  [{ membership: { env: { A: 1 } } }, "membership.env.A", asString("membership.env.A")],
  [{ membership: { env: { A: true } } }, "membership.env.A", asString("membership.env.A")],
  [
    { membership: { nodeSelector: { a: 1 } } },
    "membership.nodeSelector.a",
    asString("membership.nodeSelector.a"),
  ],
  [
    { membership: { podLabels: { "a/b": 1 } } },
    'membership.podLabels["a/b"]',
    asString('membership.podLabels["a/b"]'),
  ],
  [{ dex: { version: 2.44 } }, "dex.version", asString("dex.version")],
  [
    { console: { oauthClient: { secret: 12 } } },
    "console.oauthClient.secret",
    `Store it again:\npulumi config set --path --secret '${project}:console.oauthClient.secret'`,
  ],
  [{ console: { replicas: "2" } }, "console.replicas", "Write it without quotes."],
  [{ console: { replicas: "null" } }, "console.replicas", `Write null without quotes${notByCli}.`],
  [{ console: { enabled: "True" } }, "console.enabled", "Write true or false, without quotes."],
  [
    { dex: { connectors: "[]" } },
    "dex.connectors",
    `Write it without quotes${notByCli}, or set each part:\npulumi config set --path '${project}:dex.connectors[0]' VALUE`,
  ],
  [
    { membership: { nodeSelector: "{}" } },
    "membership.nodeSelector",
    `set --path '${project}:membership.nodeSelector.KEY' VALUE`,
  ],
];

describe("values of another type", () => {
  for (const [change, path, end] of types) {
    it(`come with what writes them: ${JSON.stringify(change)}`, () => {
      const found = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        found.map((problem) => problem.path),
        [`${project}:${path}`],
      );
      ok(found[0]?.message.endsWith(end), found[0]?.message);
    });
  }

  it("in a shared file are not for the Pulumi CLI", () => {
    const projectDirectory = mkdtempSync(join(tmpdir(), "types-"));
    try {
      writeFileSync(join(projectDirectory, "base.yaml"), "membership: {env: {A: 1}}\n");
      const found = problemsOf(sourceOf(changed({ extends: ["base.yaml"] }), { projectDirectory }));
      deepStrictEqual(
        found.map(({ message, file, line }) => [message, file, line]),
        [["is an integer, but must be a string or a map. Put it in quotes.", "base.yaml", 1]],
      );
    } finally {
      rmSync(projectDirectory, { recursive: true });
    }
  });
});
