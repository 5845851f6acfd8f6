import { createHash, randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { failOnRejection } from "../../cli/render/fail-on-rejection";

/** A resource as the program registered it; secrets are unwrapped, and named in `secrets`. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Plain;
  /** Paths of the inputs that were secret, e.g. `stringData`. */
  readonly secrets: readonly string[];
}

/** What to look at besides. */
export interface RecordOptions {
  /** Called with each resource's type and the reference of its provider. */
  readonly onResource?: (resource: { type: string; provider: string }) => void;
}

/** What a registered resource holds. */
export type Plain = Record<string, unknown>;

const secretSignature = "4dabf18193072939515e22adb298388d";

/**
 * Runs a program against mocks and returns what it registered. Generated values are made from the
 * resource's name and keepers, so that they are the same in every run.
 */
export async function record(
  program: () => unknown,
  options: RecordOptions = {},
): Promise<Recorded[]> {
  const resources: Recorded[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id, provider }) => {
        options.onResource?.({ type, provider: provider ?? "" });
        const secrets: string[] = [];
        const plain = unwrap(inputs, "", secrets) as Plain;
        resources.push({ type, name, inputs: plain, secrets });
        return {
          id: id === undefined || id === "" ? `${name}-id` : id,
          state: state(type, name, inputs as Plain),
        };
      },
      call: ({ token }) => {
        throw new Error(`unexpected call of ${token}`);
      },
    },
    "formance-control-plane",
    "test",
  );
  await failOnRejection(async () => {
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()));
    await pulumi.runtime.disconnect();
  });
  return resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

/** The one resource of that type and name; fails when there is none or more than one. */
export function find(resources: readonly Recorded[], type: string, name: string): Recorded {
  const found = resources.filter((r) => r.type === type && r.name === name);
  if (found.length !== 1 || found[0] === undefined) {
    const others = resources.filter((r) => r.type === type).map((r) => r.name);
    throw new Error(`${found.length} of ${type} ${name}; there are ${others.join(", ")}`);
  }
  return found[0];
}

/** The value at a path of keys and list positions. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

function unwrap(value: unknown, path: string, secrets: string[]): unknown {
  if (Array.isArray(value)) return value.map((v, i) => unwrap(v, `${path}[${i}]`, secrets));
  if (value === null || typeof value !== "object") return value;
  if (secretSignature in value && "value" in value) {
    secrets.push(path);
    return unwrap(value.value, path, []);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      unwrap(child, path === "" ? key : `${path}.${key}`, secrets),
    ]),
  );
}

function state(type: string, name: string, inputs: Plain): Plain {
  const made = createHash("sha256")
    .update(name + JSON.stringify(inputs.keepers ?? {}))
    .digest("hex");
  switch (type) {
    case "random:index/randomPassword:RandomPassword":
      return {
        ...inputs,
        result: `generated-${made}`.slice(0, Number(inputs.length)),
        bcryptHash: `$2a$10$${made.slice(0, 53)}`,
      };
    case "random:index/randomBytes:RandomBytes":
      return { ...inputs, hex: made.slice(0, 32) };
    case "tls:index/privateKey:PrivateKey":
      return { ...inputs, privateKeyPem: `key-${made}` };
    case "tls:index/certRequest:CertRequest":
      return { ...inputs, certRequestPem: `request-${made}` };
    case "tls:index/selfSignedCert:SelfSignedCert":
    case "tls:index/locallySignedCert:LocallySignedCert":
      return { ...inputs, certPem: `certificate-${made}` };
    case "pulumi-nodejs:dynamic/formance-control-plane:MembershipSeed":
      return { ...inputs, summary: "seeded", organizationIds: {}, regionIds: {}, stackIds: {} };
    default:
      return inputs;
  }
}

/** A value that no other place can hold, to look for where it must not be. */
export function canary(): string {
  return `canary-${randomBytes(12).toString("hex")}`;
}
