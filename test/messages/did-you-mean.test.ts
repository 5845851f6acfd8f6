import { strictEqual } from "node:assert/strict";
import { nearest } from "../../messages/did-you-mean";

describe("the word that was probably meant", () => {
  const known = ["accessTokenValidity", "refreshTokenValidity", "host", "replicas"];
  for (const [written, meant] of [
    ["acessTokenValidity", "accessTokenValidity"],
    ["accessTokenLifetime", "accessTokenValidity"],
    ["refreshTokenTtl", "refreshTokenValidity"],
    ["hostname", "host"],
    ["instances", "replicas"],
    ["nonsense", undefined],
  ] as const) {
    it(`is ${meant ?? "none"} for ${written}`, () => {
      strictEqual(nearest(written, known), meant);
    });
  }
});
