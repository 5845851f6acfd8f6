import path from "node:path";
import { parse } from "yaml";
import { filesBelow, openTestSandbox } from "../../engine/sandbox";
import { selfSigned, type KeyPair } from "../../support/certificates";
import { exampleStacks, profileStacks } from "../../support/example-stacks";
import { canary } from "../../support/mocks";
import type { KubeObject } from "../support/kube-client";

/** All objects of a stack, in a namespace of the stack's own name, which is the first of them. */
export interface StackObjects {
  readonly stack: string;
  readonly objects: readonly KubeObject[];
}

/** The objects of the dev stack, of every example and of every profile. */
export async function allStacks(): Promise<StackObjects[]> {
  const stacks = [{ stack: "dev", objects: inNamespace("dev", await renderDev()) }];
  const pair = await selfSigned({ names: ["formance.test"] });
  for (const example of [...exampleStacks(), ...profileStacks()]) {
    const resources = await example.record(canary());
    const objects = resources
      .filter(({ type, inputs }) => type.startsWith("kubernetes:") && inputs.kind !== undefined)
      .map(({ inputs }) => withCertificate(inputs, pair));
    stacks.push({ stack: example.name, objects: inNamespace(example.name, objects) });
  }
  return stacks;
}

/** The pods that an object's controller would make of its template; none where it has none. */
export function podsOf(object: KubeObject): KubeObject[] {
  const spec = object.spec as PodOwner | undefined;
  const template = spec?.jobTemplate?.spec.template ?? spec?.template;
  if (template === undefined) return [];
  const { name, namespace } = object.metadata ?? {};
  const pod = { apiVersion: "v1", kind: "Pod", spec: template.spec };
  return [{ ...pod, metadata: { ...template.metadata, name: `${name ?? ""}-pod`, namespace } }];
}

interface PodOwner {
  readonly template?: { readonly metadata?: object; readonly spec: object };
  readonly jobTemplate?: { readonly spec: { readonly template: PodOwner["template"] } };
}

async function renderDev(): Promise<KubeObject[]> {
  const test = await openTestSandbox();
  try {
    await test.sandbox.deploy();
    return filesBelow(test.sandbox.places.manifests)
      .filter(({ path: file }) => path.extname(file) === ".yaml")
      .map(({ text }) => parse(text) as KubeObject);
  } finally {
    await test.remove();
  }
}

/** The mocks make a text in place of a certificate, at which the API server warns. */
function withCertificate(object: KubeObject, { certificate, key }: KeyPair): KubeObject {
  return object.kind === "Secret" && object.type === "kubernetes.io/tls"
    ? { ...object, stringData: { "tls.crt": certificate, "tls.key": key } }
    : object;
}

/** Stacks share names, so each goes into a namespace of its own. */
function inNamespace(namespace: string, objects: readonly KubeObject[]): KubeObject[] {
  const place = objects.filter(({ kind }) => kind === "Namespace");
  const others = objects.filter(({ kind }) => kind !== "Namespace");
  return [
    ...place.map((object) => ({ ...object, metadata: { ...object.metadata, name: namespace } })),
    ...others.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } })),
  ];
}
