import { hash } from "bcryptjs";
import type { ResourceKind } from "../protocol/resource-kind";
import type { CheckFailure, CreateCall } from "../protocol/stand-in";
import { type Properties, UNKNOWN, isUnknown } from "../protocol/values";
import { type StringRules, randomCharacters } from "./characters";

/** The cost of the official provider. */
const BCRYPT_COST = 10;

const MINIMA = ["minLower", "minUpper", "minNumeric", "minSpecial"] as const;

/** `random.RandomPassword`: a secret string and its bcrypt hash. */
export const randomPassword: ResourceKind = {
  complete,
  check,
  replaces: () => true,
  async create({ inputs, preview }: CreateCall) {
    const result = preview ? UNKNOWN : randomCharacters(rulesOf(inputs));
    const bcryptHash = preview ? UNKNOWN : await hash(result, BCRYPT_COST);
    return { id: "none", outputs: { ...complete(inputs), result, bcryptHash } };
  },
};

function complete(inputs: Properties): Properties {
  // The official provider has two names for one switch.
  const numeric = inputs.numeric ?? inputs.number ?? true;
  return {
    lower: true,
    upper: true,
    special: true,
    minLower: 0,
    minUpper: 0,
    minNumeric: 0,
    minSpecial: 0,
    ...inputs,
    numeric,
    number: numeric,
  };
}

function check(inputs: Properties): CheckFailure[] {
  const all = complete(inputs);
  if (Object.values(all).some(isUnknown)) return [];
  const { length, ...rules } = rulesOf(all);
  const minimum = MINIMA.reduce((sum, key) => sum + rules[key], 0);
  if (!Number.isInteger(length) || length < 1) {
    return [{ property: "length", reason: "must be a whole number of 1 or more" }];
  }
  if (minimum > length) {
    const reason = `is ${length}, less than the ${minimum} characters that the minimums require`;
    return [{ property: "length", reason }];
  }
  const special = rules.special && rules.overrideSpecial !== "";
  if (!rules.lower && !rules.upper && !rules.numeric && !special) {
    return [{ property: "lower", reason: "no class of characters is allowed" }];
  }
  return [];
}

function rulesOf(inputs: Properties): StringRules {
  // The engine has checked the types against the SDK's; what is absent was filled in by check.
  return inputs as unknown as StringRules;
}
