import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { removeFiles } from "../../../sandbox/stack/remove-files";
import { keyCheck } from "../../../sandbox/stack/stack-settings";
import { workspacePlaces } from "../../../workspace/places";
import { temporaryFolder } from "../temporary-folder";

const SECRET = "config:\n  formance-control-plane:licence:\n    token: { secure: v1:a:b }\n";

describe("the files of a sandbox that is taken down", () => {
  let root: string;
  beforeEach(() => {
    root = temporaryFolder();
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** A sandbox whose copy of the stack file has a key check. */
  function sandbox(source: string) {
    const places = workspacePlaces(path.join(root, ".sandbox"));
    mkdirSync(places.project, { recursive: true });
    mkdirSync(places.state);
    writeFileSync(places.passphrase, "sesame\n");
    writeFileSync(path.join(places.project, "Pulumi.dev.yaml"), `encryptionsalt: ours\n${SECRET}`);
    writeFileSync(path.join(root, "Pulumi.dev.yaml"), source);
    return places;
  }

  it("all go", () => {
    const places = sandbox("config: {}\n");
    assert.deepEqual(removeFiles(root, places), []);
    assert.equal(existsSync(places.folder), false);
  });

  it("but for the passphrase of values that nothing else decrypts", () => {
    const places = sandbox(`encryptionsalt: ours\n${SECRET}`);
    assert.deepEqual(removeFiles(root, places), ["Pulumi.dev.yaml"]);
    assert.equal(readFileSync(places.passphrase, "utf8"), "sesame\n");
    assert.equal(existsSync(places.state), false);
    const copy = readFileSync(path.join(places.project, "Pulumi.dev.yaml"), "utf8");
    assert.equal(keyCheck(copy, "the copy"), "ours");
    assert.doesNotMatch(copy, /secure/);
  });

  it("do, where the values are somebody else's", () => {
    assert.deepEqual(removeFiles(root, sandbox(`encryptionsalt: theirs\n${SECRET}`)), []);
  });

  it("do, where the stack file can't be read", () => {
    assert.deepEqual(removeFiles(root, sandbox("config: [")), []);
  });
});
