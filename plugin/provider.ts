import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider";
import * as exported from "../components";
import { componentOutputs, schemaText, version } from "./schema";
import { forEveryLanguage } from "./spellings";
import * as seed from "./seed-provider";
import type { Properties } from "../seed/properties";

type ComponentClass = new (
  name: string,
  args: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/** The package for the engine: its components, and the seed as a resource. */
export class PackageProvider implements Provider {
  readonly version = version();

  getSchema(): Promise<string> {
    return Promise.resolve(schemaText());
  }

  construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<ConstructResult> {
    const outputs = componentOutputs(type);
    const components = new Map(Object.entries(exported as Record<string, unknown>));
    const Component = components.get(type.split(":").at(-1) ?? "") as ComponentClass;
    const made = make(Component, name, inputs, options);
    const values = new Map(Object.entries(made));
    const state = Object.fromEntries(outputs.map((output) => [output, values.get(output)]));
    return Promise.resolve({ urn: made.urn, state });
  }

  check(urn: string, olds: Properties, news: Properties) {
    ofSeed(urn);
    return seed.check(olds, news);
  }

  create(urn: string, inputs: Properties) {
    ofSeed(urn);
    return seed.create(inputs);
  }

  read(id: string, urn: string, properties: Properties) {
    ofSeed(urn);
    return seed.read(id, properties);
  }

  update(id: string, urn: string, olds: Properties, news: Properties) {
    ofSeed(urn);
    return seed.update(id, olds, news);
  }

  delete(_id: string, urn: string): Promise<void> {
    ofSeed(urn);
    // Every row stays: they are the customer's.
    return Promise.resolve();
  }
}

/** Makes a component; what is wrong with its arguments is told for every language. */
function make(
  Component: ComponentClass,
  ...given: ConstructorParameters<ComponentClass>
): pulumi.ComponentResource {
  try {
    return new Component(...given);
  } catch (error) {
    if (!pulumi.ResourceError.isInstance(error)) throw error;
    throw new pulumi.RunError(forEveryLanguage(error.message));
  }
}

/** Refuses resources of another type. */
function ofSeed(urn: string): void {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  if (type !== seed.seedType) throw new Error(`formance-control-plane has no resource ${type}.`);
}
