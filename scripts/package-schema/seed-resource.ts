import { referenceTo } from "./annotate";
import {
  requiredOf,
  type SchemaObject,
  type SchemaProperties,
  type SchemaResource,
} from "./property";

const description =
  "The rows of a Membership database as one resource, which `MembershipSeed` creates: the address " +
  "of the database, and the specification. Existing rows are adopted, unchanged rows aren't " +
  "written, and deleting the resource leaves every row in place. `specification` contains no client " +
  "secrets; those are in `clientSecrets`.";

const outputs: SchemaProperties = {
  plan: { type: "string", description: "The last change of the specification, in words." },
  drift: {
    type: "string",
    description: "The differences that a refresh found; empty if there are none.",
  },
  summary: { type: "string", description: "What the last change did, with names and counts." },
  organizationIds: map("Organization ids by name."),
  regionIds: map("Region ids by name."),
  stackIds: map("Stack ids by `<organization>/<stack>`."),
};

/** The resource of the plugin's own, with its types, made of those of `MembershipSeed`. */
export function seedResource(
  inputs: SchemaProperties,
  types: Readonly<Record<string, { readonly properties: SchemaProperties }>>,
): { readonly resource: SchemaResource; readonly types: Record<string, SchemaObject> } {
  // A resource that needs no one's leave to connect without TLS has nothing to allow.
  const { password, allowInsecure: _a, ...address } = propertiesOf("SeedConnection");
  const { clientSecret: _, ...stack } = propertiesOf("SeedStack");
  const { regions, organizations, users, stacks, rolePolicies } = inputs;
  const specification: SchemaProperties = Object.fromEntries(
    Object.entries({ regions, organizations, users, stacks, rolePolicies }).flatMap(
      ([name, property]) => (property === undefined ? [] : [[name, property]]),
    ),
  );
  specification.stacks = {
    type: "array",
    items: { $ref: referenceTo("SeedSpecificationStack"), plain: true },
    plain: true,
    optional: true,
    description: "Stacks. Default: none.",
  };

  const inputProperties: SchemaProperties = {
    connection: {
      $ref: referenceTo("SeedAddress"),
      description: "How the machine that runs Pulumi reaches Membership's database.",
    },
    password: { ...password, secret: true },
    specification: {
      $ref: referenceTo("SeedSpecification"),
      description: "Regions, organizations, users and stacks.",
    },
    clientSecrets: {
      ...map(
        "Client secrets of the stacks by `<organization>/<stack>`, spelled as in the specification.",
      ),
      secret: true,
      optional: true,
    },
    ...pick("schema", "waitForMigrationsSeconds", "prune"),
    ...(inputs.drift && { driftPolicy: inputs.drift }),
    migration: { ...inputs.migration, plain: false },
  };
  return {
    resource: {
      description,
      inputProperties,
      requiredInputs: requiredOf(inputProperties),
      properties: { ...inputProperties, ...outputs },
      required: [...requiredOf(inputProperties), ...Object.keys(outputs)].sort(),
    },
    types: {
      SeedAddress: objectOf("How the machine that runs Pulumi reaches a database.", address),
      SeedSpecification: objectOf("The desired rows.", specification),
      SeedSpecificationStack: objectOf("A stack of an organization, in a region.", stack),
    },
  };

  function propertiesOf(name: string): SchemaProperties {
    const type = types[name];
    if (type === undefined) throw new TypeError(`There is no type ${name}.`);
    return type.properties;
  }
  function pick(...names: string[]): SchemaProperties {
    return Object.fromEntries(
      names.flatMap((name) => (inputs[name] === undefined ? [] : [[name, inputs[name]]])),
    );
  }
}

function objectOf(text: string, properties: SchemaProperties): SchemaObject {
  return { type: "object", description: text, properties, required: requiredOf(properties) };
}

function map(text: string) {
  return { type: "object", additionalProperties: { type: "string" }, description: text };
}
