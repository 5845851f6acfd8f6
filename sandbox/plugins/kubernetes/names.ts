import { randomSuffix } from "../protocol/random-suffix";
import { type Properties, isMap, isUnknown } from "../protocol/values";
import { annotationOf, identityOf, metadataOf } from "./manifest";
import { isNamespaced } from "./scope";

/** The annotation by which the official provider remembers that it chose a name. */
export const AUTONAMED = "pulumi.com/autonamed";

const SUFFIX_LENGTH = 8;

/** What a resource's name depends on. */
export interface Naming {
  readonly logicalName: string;
  /** The inputs of the last update; empty for a new resource and for a replacement. */
  readonly olds: Properties;
  readonly seed: Uint8Array;
  readonly defaultNamespace: string;
}

/**
 * The inputs with a name and a namespace: the given name, else the one that was chosen before, else
 * the logical name and eight random characters.
 */
export function withName(inputs: Properties, naming: Naming): Properties {
  if (isUnknown(inputs.metadata)) return inputs;
  const metadata = withNamespace(inputs, naming.defaultNamespace);
  if (metadata.name !== undefined) return { ...inputs, metadata };

  const { name: oldName } = identityOf(naming.olds);
  const adopted = isAutonamed(naming.olds) && oldName !== "" ? oldName : undefined;
  const { generateName, annotations, ...others } = metadata;
  const prefix = typeof generateName === "string" ? generateName : `${naming.logicalName}-`;
  return {
    ...inputs,
    metadata: {
      ...others,
      name: adopted ?? prefix + randomSuffix(naming.seed, SUFFIX_LENGTH),
      annotations: { ...(isMap(annotations) ? annotations : {}), [AUTONAMED]: "true" },
    },
  };
}

/** Whether the name of an object was chosen here. */
export function isAutonamed(object: Properties): boolean {
  return annotationOf(object, AUTONAMED) === "true";
}

function withNamespace(inputs: Properties, defaultNamespace: string): Properties {
  const metadata = metadataOf(inputs);
  if (metadata.namespace !== undefined || !isNamespaced(identityOf(inputs))) return metadata;
  return { ...metadata, namespace: defaultNamespace };
}
