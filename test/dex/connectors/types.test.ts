import { deepStrictEqual, ok } from "node:assert/strict";
import * as z from "zod";
import { inner, notesOf } from "../../../config/schema-walk";
import { presetNames, presets } from "../../../dex/connectors/presets";
import { connectorDefinitions, connectorTypes } from "../../../dex/connectors/types";
import type { DexRelease } from "../../../dex/releases";
import { dexFields, laterFields } from "./dex-fields";

/** Every key of a schema with the release that it needs, those below others included. */
function keysOf(
  schema: z.core.$ZodType,
  path = "",
  above: DexRelease = "2.44",
): [string, string][] {
  const found = inner(schema);
  if (found instanceof z.ZodArray) return keysOf(found.element, `${path}[]`, above);
  if (!(found instanceof z.ZodObject)) return [];
  return Object.entries<z.core.$ZodType>(found.shape).flatMap(([key, below]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const { since = above } = notesOf(below);
    return [[at, since], ...keysOf(below, at, since)];
  });
}

const wordsOf = (text: string) => text.split(/\s+/).filter((key) => key !== "");

function objectsOf(schema: z.core.$ZodType): z.ZodObject[] {
  const found = inner(schema);
  if (found instanceof z.ZodArray) return objectsOf(found.element);
  if (!(found instanceof z.ZodObject)) return [];
  return [found, ...Object.values<z.core.$ZodType>(found.shape).flatMap(objectsOf)];
}

describe("the settings of connectors", () => {
  for (const type of connectorTypes) {
    it(`of ${type} are the ones that Dex reads, in each release`, () => {
      const expected = [
        ...wordsOf(dexFields[type]).map((key) => [key, "2.44"]),
        ...Object.entries(laterFields).flatMap(([release, fields]) =>
          wordsOf(fields)
            .filter((field) => field.startsWith(`${type}.`))
            .map((field) => [field.slice(type.length + 1), release]),
        ),
      ];
      deepStrictEqual(keysOf(connectorDefinitions[type].settings).sort(), expected.sort());
    });

    it(`of ${type} refuse unknown keys at any depth`, () => {
      for (const object of objectsOf(connectorDefinitions[type].settings)) {
        const codes = object.safeParse({ xyzzy: 1 }).error?.issues.map(({ code }) => code) ?? [];
        ok(codes.includes("unrecognized_keys"));
      }
    });
  }

  it("mark every secret, and nothing that isn't one", () => {
    const secrets = connectorTypes.flatMap((type) =>
      Object.entries<z.core.$ZodType>(connectorDefinitions[type].settings.shape)
        .filter(([, schema]) => notesOf(schema).secret === true)
        .map(([key]) => `${type}.${key}`),
    );
    const byClient = [
      "oidc",
      "oauth",
      "github",
      "gitlab",
      "google",
      "microsoft",
      "bitbucket-cloud",
    ];
    const others = ["linkedin", "openshift", "atlassian-crowd", "gitea"];
    deepStrictEqual(
      secrets.sort(),
      [
        ...[...byClient, ...others].map((type) => `${type}.clientSecret`),
        "keystone.keystonePassword",
        "ldap.bindPW",
        "mockPassword.password",
      ].sort(),
    );
  });
});

describe("presets", () => {
  for (const name of presetNames) {
    it(`${name} has three to five fields, each described`, () => {
      const fields = Object.entries<z.core.$ZodType>(presets[name].fields.shape);
      ok(fields.length >= 3 && fields.length <= 5, String(fields.length));
      for (const [key, schema] of fields)
        ok(/^[A-Z].*\.$/.test(notesOf(schema).description ?? ""), key);
    });
  }
});
