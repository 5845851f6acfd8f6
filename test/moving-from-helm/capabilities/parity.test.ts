import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { parse } from "yaml";
import { stackConfigSchema } from "../../../config/schema";
import { inner } from "../../../config/schema-walk";
import { toArgs } from "../../../config/to-args";
import { changed, load } from "../../config/support";
import { recordControlPlane } from "../../support/control-plane";
import { at, type Plain, type Recorded } from "../../support/mocks";
import type { Capability } from "../../../moving-from-helm/capabilities/capability";
import { expandConfig } from "../../../moving-from-helm/capabilities/placeholders";
import {
  capabilities as allCapabilities,
  configOf,
} from "../../../moving-from-helm/capabilities/table";
import { examples, type Emits } from "./examples";

const capabilities = allCapabilities();

/** The paths of the schema, with `[]` for list elements and `*` for any key of a map. */
function schemaPaths(schema: z.core.$ZodType, path = ""): string[] {
  const found = inner(schema);
  if (found instanceof z.ZodRecord) return [`${path}.*`];
  if (found instanceof z.ZodArray) return schemaPaths(found.element, `${path}[]`);
  if (!(found instanceof z.ZodObject)) return [];
  return Object.entries<z.core.$ZodType>(found.shape).flatMap(([key, below]) => {
    const own = path === "" ? key : `${path}.${key}`;
    return [own, ...schemaPaths(below, own)];
  });
}

function matching(resources: readonly Recorded[], object: string): Recorded[] {
  const [kind = "", name] = object.split(" ");
  return resources.filter(
    (resource) =>
      resource.type.endsWith(`:${kind}`) && (name === undefined || resource.name === name),
  );
}

function only(resources: readonly Recorded[], object: string): Plain {
  const [found, ...others] = matching(resources, object);
  assert.ok(found !== undefined && others.length === 0, `one ${object}`);
  return found.inputs;
}

function envOf(resources: readonly Recorded[], service: string): Map<unknown, Plain> {
  const { spec } = only(resources, `Deployment formance-${service}`);
  const env = at(spec, "template", "spec", "containers", 0, "env") as Plain[];
  return new Map(env.map((entry) => [entry.name, entry]));
}

function assertEnv(resources: readonly Recorded[], emits: Emits): void {
  for (const [service, wanted] of Object.entries(emits.env ?? {})) {
    const env = envOf(resources, service);
    for (const [name, value] of Object.entries(wanted)) {
      assert.equal(env.get(name)?.value, value, `${service} ${name}`);
    }
  }
  for (const [service, wanted] of Object.entries(emits.envFrom ?? {})) {
    const env = envOf(resources, service);
    for (const [name, secretKeyRef] of Object.entries(wanted)) {
      assert.deepEqual(env.get(name)?.valueFrom, { secretKeyRef }, `${service} ${name}`);
    }
  }
  for (const [service, names] of Object.entries(emits.absentEnv ?? {})) {
    for (const name of names) {
      assert.ok(!envOf(resources, service).has(name), `${service} has no ${name}`);
    }
  }
}

function assertObjects(resources: readonly Recorded[], emits: Emits): void {
  for (const [secret, wanted] of Object.entries(emits.secretValues ?? {})) {
    const values = only(resources, `Secret ${secret}`).stringData as Plain;
    for (const [key, part] of Object.entries(wanted)) {
      assert.ok(String(values[key]).includes(part), `${secret} ${key}: ${String(values[key])}`);
    }
  }
  for (const [object, wanted] of Object.entries(emits.files ?? {})) {
    const { stringData, data } = only(resources, object);
    const file: unknown = parse(String(at(stringData ?? data, "config.yaml")));
    for (const [path, value] of wanted) assert.deepEqual(at(file, ...path), value, path.join("."));
  }
  for (const [object, path, value] of emits.fields ?? []) {
    assert.deepEqual(at(only(resources, object), ...path), value, `${object} ${path.join(".")}`);
  }
  for (const [object, path] of emits.absentFields ?? []) {
    assert.equal(at(only(resources, object), ...path), undefined, `${object} ${path.join(".")}`);
  }
  for (const object of emits.present ?? []) {
    assert.ok(matching(resources, object).length > 0, `there is a ${object}`);
  }
  for (const object of emits.absent ?? []) {
    assert.deepEqual(matching(resources, object), [], `there is no ${object}`);
  }
}

async function show({ id }: Capability): Promise<void> {
  const { example, emits } = examples[id] ?? {};
  assert.ok(example !== undefined && emits !== undefined);
  const args = toArgs(load(changed(example)), (secret) => pulumi.secret(secret));
  const resources = await recordControlPlane(args);
  assertEnv(resources, emits);
  assertObjects(resources, emits);
}

describe("parity with the vendor's chart", () => {
  const paths = new Set(schemaPaths(stackConfigSchema));

  it("lists every capability once, in order", () => {
    assert.ok(capabilities.length >= 107);
    assert.deepEqual(
      capabilities.map(({ id }) => id),
      capabilities.map((_, index) => `F${String(index + 1).padStart(3, "0")}`),
    );
  });

  it("gives each a path and shows it, or says why not", () => {
    for (const capability of capabilities) {
      const { id, reason } = capability;
      assert.ok(reason !== undefined || (configOf(capability).length > 0 && id in examples), id);
    }
    const ids = capabilities.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(examples).filter((id) => !ids.includes(id)),
      [],
    );
  });

  for (const capability of capabilities.filter((each) => configOf(each).length > 0)) {
    it(`${capability.id} has its paths in the schema and in the component's arguments`, () => {
      for (const own of configOf(capability).flatMap(expandConfig)) {
        const map = own.slice(0, own.lastIndexOf("."));
        const path = paths.has(`${map}.*`) ? map : own;
        assert.ok(paths.has(path), `the schema has ${path}`);
      }
    });
  }

  for (const capability of capabilities.filter(({ id }) => examples[id]?.emits !== undefined)) {
    it(`${capability.id} gives: ${capability.capability}`, () => show(capability));
  }
});
