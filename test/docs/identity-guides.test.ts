import { deepEqual, equal, ok } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { parse } from "yaml";

import { isMapping, type Mapping } from "../../config/path";
import { presetNames } from "../../dex/connectors/presets";
import { changed, errorOf, project, sourceOf } from "../config/support";
import { selfSigned } from "../support/certificates";

const root = resolve(__dirname, "../../..");
const guides = globSync("docs/identity/*.md", { cwd: root })
  .sort()
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

/** The stacks of a guide, each with the secrets that the commands after it store. */
function stacksOf(text: string, certificate: string): Mapping[] {
  return text
    .split("```yaml\n")
    .slice(1)
    .map((part) => {
      const [yaml = "", after = ""] = part.split("\n```");
      const commands = part.slice(yaml.length + after.length);
      // The reader's own file; any certificate stands for it.
      const document: unknown = parse(
        yaml.replaceAll(/file:\w+\.pem/g, JSON.stringify(certificate)),
      );
      const { config } = isMapping(document) ? document : {};
      const values = Object.fromEntries(
        Object.entries(isMapping(config) ? config : {}).map(([key, value]) => [
          key.replace(`${project}:`, ""),
          value,
        ]),
      );
      for (const [, path = ""] of commands.matchAll(/--secret '[^':]+:([^']+)'/g)) {
        putSecret(values, path.replaceAll(/\[(\d+)\]/g, ".$1").split("."));
      }
      return values;
    });
}

function putSecret(values: unknown, [key = "", ...below]: readonly string[]): void {
  if (!isMapping(values) && !Array.isArray(values)) return;
  const target = values as Mapping;
  if (below.length === 0) target[key] = "secret-9fTq";
  else putSecret(target[key], below);
}

describe("the guides of the identity providers", () => {
  it("are there for every preset", () => {
    const names = guides.map(({ file }) => basename(file, ".md"));
    deepEqual(
      presetNames.filter((name) => !names.includes(name)),
      [],
    );
    ok(["github", "gitlab", "generic"].every((name) => names.includes(name)));
  });

  it("show stacks that load", async () => {
    const { certificate } = await selfSigned({ names: ["idp.example.com"] });
    for (const { file, text } of guides) {
      const stacks = stacksOf(text, certificate);
      ok(stacks.length > 0, `${file} shows no stack.`);
      for (const stack of stacks) {
        const own = "oidc" in stack ? { dex: null } : { dex: { admin: null } };
        equal(errorOf(sourceOf({ ...changed(own), ...stack }))?.message, undefined, file);
      }
    }
  });

  it("name the redirect URI, where there is one, and the command that tests", () => {
    for (const { file, text } of guides) {
      ok(text.includes("npx control-plane preflight --stack NAME"), file);
      const byPassword = text.includes("bindDn");
      ok(byPassword || text.includes("https://dex.<domain>/callback"), file);
    }
  });
});
