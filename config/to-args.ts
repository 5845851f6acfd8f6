import type { Input } from "@pulumi/pulumi";
import type { EnvVarArgs } from "../components/args/workload";
import type { ControlPlaneArgs } from "../components/args/control-plane";
import { toConnectorArgs } from "./connector-args";
import { isMapping } from "./path";
import type { StackConfig } from "./schema";
import { SecretText } from "./secret-text";

/** Makes a secret input of a plain text; `pulumi.secret` is one. */
export type Seal = (plain: string) => Input<string>;

/** The type with its opaque secrets as inputs. */
export type Sealed<T> = T extends SecretText
  ? Input<string>
  : T extends (infer Element)[]
    ? Sealed<Element>[]
    : T extends object
      ? { [Key in keyof T]: Sealed<T[Key]> }
      : T;

/** The value with every opaque secret sealed, however deep. */
export function sealSecrets<T>(value: T, seal: Seal): Sealed<T> {
  // The walk keeps the shape and only swaps the leaves, as the type says.
  return replaceSecrets(value, (secret) => seal(secret.reveal())) as Sealed<T>;
}

/** The value with something else in place of every opaque secret, however deep. */
export function replaceSecrets(value: unknown, replace: (secret: SecretText) => unknown): unknown {
  if (value instanceof SecretText) return replace(value);
  if (Array.isArray(value)) return value.map((element) => replaceSecrets(element, replace));
  if (!isMapping(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, child]) => [key, replaceSecrets(child, replace)]));
}

/** The arguments of the control plane that a stack's config asks for. */
export function toArgs(config: StackConfig, seal: Seal): ControlPlaneArgs {
  const { environment = "production", ...areas } = sealSecrets(config, seal);
  const { mode, allowInsecure: _checked, ...database } = areas.database;
  const {
    extends: _merged,
    preflight: _program,
    name: _component,
    dex,
    oidc,
    membership,
    console,
    portal,
    ...others
  } = areas;
  const { connectors, ...dexSettings } = dex ?? {};
  return {
    ...others,
    protect: areas.protect ?? environment === "production",
    database: { ...database, managed: mode === "managed" },
    ...(oidc === undefined
      ? {
          dex: {
            ...withEnvList(dexSettings),
            ...(connectors === undefined ? {} : { connectors: connectors.map(toConnectorArgs) }),
            admin: { ...dex?.admin, enabled: dex?.admin?.enabled ?? environment === "test" },
          },
        }
      : { oidc }),
    ...(membership === undefined ? {} : { membership: withEnvList(membership) }),
    ...(console === undefined ? {} : { console: withEnvList(console) }),
    ...(portal === undefined ? {} : { portal: withEnvList(portal) }),
  };
}

type EnvMap = Sealed<NonNullable<NonNullable<StackConfig["membership"]>["env"]>>;

/** Environment variables as the list that the components take. */
function withEnvList<Workload extends { env?: EnvMap | undefined }>(
  workload: Workload,
): Omit<Workload, "env"> & { env?: EnvVarArgs[] } {
  const { env, ...others } = workload;
  return env === undefined ? others : { ...others, env: Object.entries(env).map(toEnvVar) };
}

function toEnvVar([name, value]: [string, EnvMap[string]]): EnvVarArgs {
  return typeof value === "string" ? { name, value } : { name, ...value };
}
