import { randomInt } from "node:crypto";
import { hash } from "bcryptjs";
import type { ResourceKind } from "../protocol/resource-kind";
import { UNKNOWN } from "../protocol/values";

/** The cost of the official provider. */
const BCRYPT_COST = 10;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** `random.RandomPassword`: a secret string of letters and digits, and its bcrypt hash. */
export const randomPassword: ResourceKind = {
  inputs: ["length", "special", "keepers"],
  defaults: {
    lower: true,
    upper: true,
    numeric: true,
    number: true,
    minLower: 0,
    minUpper: 0,
    minNumeric: 0,
    minSpecial: 0,
  },
  check: ({ special }) =>
    special === false
      ? []
      : [
          {
            property: "special",
            reason: "must be false: the stand-in has letters and digits only",
          },
        ],
  replaces: () => true,
  async create({ inputs, preview }) {
    const result = preview ? UNKNOWN : randomCharacters(Number(inputs.length));
    const bcryptHash = preview ? UNKNOWN : await hash(result, BCRYPT_COST);
    return { id: preview ? "" : "none", outputs: { ...inputs, result, bcryptHash } };
  },
};

function randomCharacters(length: number): string {
  const characters = Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return characters.join("");
}
