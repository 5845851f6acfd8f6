import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { borrowPassphrase, readPassphrase, workspacePlaces } from "../../workspace/places";
import { temporaryFolder } from "../sandbox/temporary-folder";

describe("the passphrase of a sandbox stack", () => {
  it("is made once, and for its owner alone", () => {
    const places = workspacePlaces(temporaryFolder());
    const first = readPassphrase(places, { PULUMI_CONFIG_PASSPHRASE: "another stack's" });
    assert.equal(readPassphrase(places, {}), first);
    assert.notEqual(first, "another stack's");
    assert.ok(first.length > 40);
  });

  it("is the environment's for a stack file with encrypted values, and is not written down", () => {
    const places = workspacePlaces(temporaryFolder());
    const env = { PULUMI_CONFIG_PASSPHRASE: "correct horse" };
    borrowPassphrase(places, "Pulumi.acme.yaml", env);
    assert.equal(readPassphrase(places, env), "correct horse");
    assert.ok(!existsSync(places.passphrase));
    assert.equal(readFileSync(places.borrowed, "utf8"), "");
    assert.throws(() => readPassphrase(places, {}), /PULUMI_CONFIG_PASSPHRASE/);
  });

  it("can come from a file that the environment names", () => {
    const places = workspacePlaces(temporaryFolder());
    const file = path.join(places.folder, "secret.txt");
    writeFileSync(file, "battery staple\n");
    const env = { PULUMI_CONFIG_PASSPHRASE_FILE: file };
    borrowPassphrase(places, "Pulumi.acme.yaml", env);
    assert.equal(readPassphrase(places, env), "battery staple");
  });

  it("is asked for, with the name of the file that needs it", () => {
    const places = workspacePlaces(temporaryFolder());
    assert.throws(() => {
      borrowPassphrase(places, "Pulumi.acme.yaml", {});
    }, /Pulumi\.acme\.yaml has encrypted values .*PULUMI_CONFIG_PASSPHRASE/);
  });

  it("does not change under a stack that has one of its own", () => {
    const places = workspacePlaces(temporaryFolder());
    readPassphrase(places, {});
    assert.throws(() => {
      borrowPassphrase(places, "Pulumi.acme.yaml", { PULUMI_CONFIG_PASSPHRASE: "x" });
    }, /npm run down/);
  });
});
