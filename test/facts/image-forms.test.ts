import assert from "node:assert/strict";
import { imageFormOf } from "../../facts/image-forms";

describe("the form of an image", () => {
  for (const tag of [
    "v2.6.2",
    "2.7.0-rc.1",
    "latest",
    "main",
    "20260501",
    "2026-05-01",
    "3f2a1c9",
  ]) {
    it(`is with pnpm for ${tag}`, () => {
      assert.equal(imageFormOf(tag), "pnpm");
    });
  }
  for (const tag of ["v3.0.0", "3.1", "v3", "v3.0.0-rc.1", "v12.0.0"]) {
    it(`is slim for ${tag}`, () => {
      assert.equal(imageFormOf(tag), "slim");
    });
  }
});
