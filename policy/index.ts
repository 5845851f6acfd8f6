import {
  PolicyPack,
  type PolicyResource as SdkResource,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { UNKNOWN, type PolicyResource } from "./resource";
import type { ResourceRule, StackRule } from "./rule";
import { rules } from "./rules";

new PolicyPack("formance-control-plane", {
  policies: rules.map((rule) => ("checkStack" in rule ? ofStack(rule) : ofResource(rule))),
});

function ofResource({ name, description, level, check }: ResourceRule): ResourceValidationPolicy {
  return {
    name,
    description,
    enforcementLevel: level,
    validateResource(args, report) {
      for (const message of check(toResource(args))) report(message);
    },
  };
}

function ofStack({ name, description, level, checkStack }: StackRule): StackValidationPolicy {
  return {
    name,
    description,
    enforcementLevel: level,
    validateStack({ resources }, report) {
      for (const { urn, message } of checkStack(resources.map(toResource))) report(message, urn);
    },
  };
}

function toResource({ urn, type, props, opts }: ResourceValidationArgs | SdkResource) {
  return { urn, type, inputs: known(props), protect: opts.protect } satisfies PolicyResource;
}

/** The SDK throws where a value that a preview doesn't know is read; the rules pass over it. */
function known(value: unknown): unknown {
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => child(value, index));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, child(value, key)]));
}

function child(parent: object, key: string | number): unknown {
  let value: unknown;
  try {
    value = Reflect.get(parent, key);
  } catch {
    return UNKNOWN;
  }
  return known(value);
}
