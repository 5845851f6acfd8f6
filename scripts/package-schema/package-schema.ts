import { readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { argumentSchema } from "../../config/arguments/argument-schema";
import { componentSchemas } from "../../config/arguments/component-schemas";
import { seed } from "../../config/areas/seed";
import { projectRoot } from "../../workspace/folders";
import { Annotator } from "./annotate";
import { inferComponents, type Inferred, type InferredType } from "./infer";
import { requiredOf, type SchemaObject, type SchemaResource } from "./property";
import { seedResource } from "./seed-resource";

const name = "formance-control-plane";

/**
 * Names that programs import. Without them, Pulumi would make them of where the package was added
 * from: from Git they would hold the owner of the repository.
 */
const languages: Readonly<Record<string, object>> = {
  go: {
    importBasePath: "example.com/pulumi-formance-control-plane/sdk/go/formancecontrolplane",
    // Else there is no type for the entries of a list that only a component has.
    generateExtraInputTypes: true,
  },
  python: { packageName: "pulumi_formance_control_plane" },
};

interface Manifest {
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
}

/**
 * The package for Pulumi's languages: what the SDK infers of the components, with what the config's
 * schema knows of each argument, and the seed as a resource.
 */
export function packageSchema(): object {
  const inferred = named(inferComponents());
  const annotator = new Annotator(inferred.types);
  for (const [component, { inputs }] of Object.entries(inferred.components)) {
    annotator.visit(component, inputs, schemaOf(component));
  }
  annotator.describeDefaults();

  const own = seedResource(inferred.components.MembershipSeed?.inputs ?? {}, inferred.types);
  const types = {
    ...Object.fromEntries(annotator.enumerations.types()),
    ...Object.fromEntries(
      Object.entries(inferred.types).map(([type, definition]) => [type, typeOf(definition)]),
    ),
    ...own.types,
  };
  const resources = {
    ...Object.fromEntries(
      Object.entries(inferred.components).map(([component, definition]) => [
        component,
        componentOf(definition),
      ]),
    ),
    Seed: own.resource,
  };
  const clash = Object.keys(types).find((type) => type in resources);
  if (clash !== undefined) throw new TypeError(`${clash} is a type and a resource.`);

  const { version, description, keywords, devDependencies } = JSON.parse(
    readFileSync(path.join(projectRoot(), "package.json"), "utf8"),
  ) as Manifest;
  return withoutMarks({
    name,
    version,
    description,
    dependencies: ["kubernetes", "postgresql", "random", "tls"].map((each) => ({
      name: each,
      version: devDependencies[`@pulumi/${each}`],
    })),
    keywords,
    publisher: "the formance-control-plane authors",
    language: Object.fromEntries(
      ["csharp", "go", "java", "nodejs", "python"].map((language) => [
        language,
        { respectSchemaVersion: true, ...languages[language] },
      ]),
    ),
    resources: tokens(resources),
    types: tokens(types),
  });
}

/** The arguments of a component in the config's terms. */
function schemaOf(component: string): z.ZodObject {
  const schema = componentSchemas[component as keyof typeof componentSchemas];
  const whole =
    component === "MembershipSeed" ? z.object({ ...seed.shape, ...schema.shape }) : schema;
  return argumentSchema(whole) as z.ZodObject;
}

function componentOf({
  description,
  inputs,
  outputs,
}: Inferred["components"][string]): SchemaResource {
  for (const [output, property] of Object.entries(outputs)) {
    if (/password|secret/i.test(output) || property.description?.includes("; a secret") === true) {
      property.secret = true;
    }
    property.type = inputs[output]?.type ?? property.type;
  }
  return {
    description: prose(description),
    isComponent: true,
    inputProperties: inputs,
    requiredInputs: requiredOf(inputs),
    properties: outputs,
    required: requiredOf(outputs),
  };
}

function typeOf({ description, properties }: InferredType): SchemaObject {
  return { type: "object", description, properties, required: requiredOf(properties) };
}

/** Each generator adds `Args` by itself where a language has it. */
function named({ components, types }: Inferred): Inferred {
  const text = JSON.stringify({ components, types: {} });
  const renamed = (json: string) =>
    json.replaceAll(/(formance-control-plane:index:\w+)Args"/g, '$1"');
  return {
    ...(JSON.parse(renamed(text)) as Inferred),
    types: Object.fromEntries(
      Object.entries(types).map(([type, definition]) => [
        type.replace(/Args$/, ""),
        JSON.parse(renamed(JSON.stringify(definition))) as InferredType,
      ]),
    ),
  };
}

/** What a page of any language can show: no program of TypeScript, and no line breaks inside a paragraph. */
function prose(text: string): string {
  return text
    .replaceAll(/```[^`]*```/g, "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*/g, " "))
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** Without what only the inference knows, and with descriptions as paragraphs. */
function withoutMarks(schema: object): object {
  const reviver = (key: string, value: unknown): unknown =>
    key === "description" && typeof value === "string" ? prose(value) : value;
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      (key === "optional" && typeof value === "boolean") || (key === "plain" && value === false)
        ? undefined
        : value,
    ),
    reviver,
  ) as object;
}

function tokens<Definition>(definitions: Readonly<Record<string, Definition>>) {
  const entries = Object.entries(definitions).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    entries.map(([each, definition]) => [`${name}:index:${each}`, definition]),
  );
}
