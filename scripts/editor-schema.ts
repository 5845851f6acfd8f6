import * as z from "zod";
import { workload } from "../config/areas/workload";
import { stackConfigSchema } from "../config/schema";
import { notesOf } from "../config/schema-walk";
import { withDefinitions, withPropertyGroup } from "./shared-definitions";

type Json = z.core.JSONSchema.BaseSchema;

/** How an editor is to treat secrets: as ciphertexts in a stack's file, as errors in a shared one. */
type Secrets = "encrypted" | "refused";

const secretForms: Readonly<Record<Secrets, Json>> = {
  encrypted: { type: "object", allOf: [{ $ref: "#/$defs/encryptedSecret" }] },
  refused: { not: {} },
};

const encryptedSecret: Json = {
  properties: { secure: { type: "string", description: "Ciphertext, written by the engine." } },
  required: ["secure"],
  additionalProperties: false,
};

/** Names of definitions that the key doesn't tell, by the end of a path where they are used. */
export const definitionNames: Readonly<Record<string, string>> = {
  "database.membership.migration": "databaseMigration",
  "database.membership.passwordSecret": "secretKeyRef",
  "additionalClients.[].secretRef": "secretKeyRefInList",
  "saml.config.ca": "certificateFile",
  "saml.config.ca.|": "fileInSecret",
  "ldap.config.clientKey": "secretFile",
  "okta.config": "oidcSettings",
  "openldap.config": "ldapSettings",
  "disruptionBudget.minAvailable": "countOrPercentage",
  "resources.requests": "cpuAndMemory",
  "console.migration": "migrationJob",
  "ingress.services.dex": "ingressService",
  "gateway.services.dex": "gatewayService",
  "targetGroupBindings.dex": "targetGroupBinding",
  "networkPolicies.entry.[]": "networkPeer",
  "networkPolicies.extraIngress.[]": "networkRule",
};

/** JSON Schema of a whole `Pulumi.<stack>.yaml`. */
export function stackFileSchema(project: string): Json {
  const { properties = {}, $defs } = areasSchema("encrypted");
  const keys = Object.entries(properties).map(([area, schema]) => [`${project}:${area}`, schema]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Stack file of ${project}`,
    type: "object",
    properties: {
      config: {
        type: "object",
        description: "Config of the stack. Keys of other namespaces are left to their owners.",
        properties: Object.fromEntries(keys) as Record<string, Json>,
        patternProperties: { [`^(?!${project}:)`]: {} },
        additionalProperties: false,
      },
      environment: { description: "Environments of Pulumi ESC that the stack imports." },
      secretsprovider: { type: "string", description: "Where secrets are encrypted." },
      encryptedkey: { type: "string", description: "Data key, encrypted by the provider." },
      encryptionsalt: { type: "string", description: "Salt of the passphrase." },
    },
    $defs: { ...$defs, encryptedSecret },
  };
}

/** JSON Schema of a file with defaults that stacks share by `extends`. */
export function sharedFileSchema(project: string): Json {
  const { properties, $defs } = areasSchema("refused");
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Shared defaults of ${project}`,
    type: "object",
    properties,
    additionalProperties: false,
    $defs,
  };
}

function areasSchema(secrets: Secrets): Json {
  const schema = z.toJSONSchema(stackConfigSchema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema, zodSchema }) => {
      if (jsonSchema.secret === true) {
        for (const key of ["type", "pattern"]) Reflect.deleteProperty(jsonSchema, key);
        const isFile = typeof jsonSchema.kind === "string" && jsonSchema.kind.endsWith("File");
        Object.assign(jsonSchema, isFile ? orFile(secretForms[secrets]) : secretForms[secrets]);
      }
      if (zodSchema instanceof z.ZodObject && jsonSchema.required !== undefined) {
        const shape: Readonly<Record<string, z.core.$ZodType>> = zodSchema.shape;
        // Secrets are set last, by commands that need the file to be there.
        jsonSchema.required = jsonSchema.required.filter((key) => !isSecret(shape[key]));
      }
      describe(jsonSchema);
      for (const note of internalNotes) Reflect.deleteProperty(jsonSchema, note);
    },
  });
  const workloadKeys = Object.keys(workload.shape);
  const grouped = withPropertyGroup(asLayer(schema), "workload", workloadKeys);
  return withDefinitions(grouped, definitionNames);
}

/** Notes that JSON Schema has no word for; an editor shows what of them is for people. */
const internalNotes = [
  "secret",
  "freeform",
  "inPod",
  "keyTells",
  "existingSecret",
  "kind",
  "defaultText",
  "example",
  "env",
  "see",
  "choiceHint",
];

/** Puts the default in words, the variable and the upstream page into the description. */
function describe(schema: Json): void {
  const { description, defaultText, example, env, see } = schema as z.core.GlobalMeta;
  if (example !== undefined) schema.examples = [example];
  if (description === undefined) return;
  schema.description = [
    description,
    ...(defaultText === undefined ? [] : [`Default: ${defaultText}.`]),
    ...(env === undefined ? [] : [`Variable: ${env}.`]),
    ...(see === undefined ? [] : [`See ${see}.`]),
  ].join(" ");
}

function isSecret(schema: z.core.$ZodType | undefined): boolean {
  return schema !== undefined && notesOf(schema).secret === true;
}

/** A secret, or the path of a file that holds it. */
function orFile(secret: Json): Json {
  return { anyOf: [secret, { type: "string", pattern: "^file:" }] };
}

/**
 * The schema for one of several layers. What is missing in it may stand in another, and `null`
 * removes what another one has. Lists replace each other, so their elements are whole.
 */
function asLayer(schema: Json): Json {
  const { properties, required: _elsewhere, ...others } = schema;
  if (properties === undefined) return schema;
  const layered = Object.entries(properties).map(([key, property]) => [
    key,
    typeof property === "boolean" ? property : orNull(asLayer(property)),
  ]);
  return { ...others, properties: Object.fromEntries(layered) as Record<string, Json> };
}

function orNull(schema: Json): Json {
  if (typeof schema.type === "string") {
    const choices = schema.enum === undefined ? {} : { enum: [...schema.enum, null] };
    return { ...schema, ...choices, type: [schema.type, "null"] };
  }
  return schema.anyOf === undefined
    ? schema
    : { ...schema, anyOf: [...schema.anyOf, { type: "null" }] };
}
