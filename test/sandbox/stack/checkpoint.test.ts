import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { SandboxError } from "../../../sandbox/errors";
import { repairCheckpoint } from "../../../sandbox/stack/checkpoint";
import { NAMESPACE } from "../../../sandbox/stack/stack-settings";
import { workspacePlaces, type WorkspacePlaces } from "../../../workspace/places";
import { temporaryFolder } from "../temporary-folder";

const whole = JSON.stringify({ version: 3, checkpoint: {} });

describe("checkpoint of the engine", () => {
  let folder = "";
  let places: WorkspacePlaces;
  let file = "";

  beforeEach(() => {
    folder = temporaryFolder();
    places = workspacePlaces(folder);
    file = path.join(places.state, ".pulumi", "stacks", NAMESPACE, "dev.json");
    mkdirSync(path.dirname(file), { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("leaves alone what is whole, and what is not there", () => {
    assert.equal(repairCheckpoint(places, "dev"), undefined);
    writeFileSync(file, whole);
    writeFileSync(`${file}.bak`, "{}");
    assert.equal(repairCheckpoint(places, "dev"), undefined);
    assert.equal(readFileSync(file, "utf8"), whole);
  });

  for (const [kind, text] of [
    ["empty", ""],
    ["cut off", whole.slice(0, 20)],
  ] as const) {
    it(`takes the backup of one that is ${kind}`, () => {
      writeFileSync(file, text);
      writeFileSync(`${file}.bak`, whole);
      assert.match(repairCheckpoint(places, "dev") ?? "", /backup/);
      assert.equal(readFileSync(file, "utf8"), whole);
    });
  }

  it("removes attributes that were cut off, and leaves those that are whole", () => {
    writeFileSync(file, whole);
    writeFileSync(`${file}.attrs`, "{}");
    assert.equal(repairCheckpoint(places, "dev"), undefined);
    assert.ok(existsSync(`${file}.attrs`));
    writeFileSync(`${file}.attrs`, "");
    assert.match(repairCheckpoint(places, "dev") ?? "", /attributes/);
    assert.ok(!existsSync(`${file}.attrs`));
    assert.equal(readFileSync(file, "utf8"), whole);
  });

  it("says what to do when the backup is no better, and changes nothing", () => {
    writeFileSync(file, "");
    writeFileSync(`${file}.bak`, "{");
    assert.throws(
      () => repairCheckpoint(places, "dev"),
      (error) => error instanceof SandboxError && error.message.includes("npm run down"),
    );
    assert.equal(readFileSync(file, "utf8"), "");
  });
});
