import type { IdentityConnector } from "./target";

/** A text of the settings; nothing where there is none. */
export function textOf({ config }: IdentityConnector, name: string): string | undefined {
  const value = config[name];
  return typeof value === "string" ? value : undefined;
}

/** Certificates of the settings. */
export interface Certificates {
  /** PEM; nothing where none are given, or none can be read here. */
  readonly pem?: string;
  /** The setting that only a pod can read, being a reference to a Secret. */
  readonly unread?: string;
}

/** The certificates of some settings: PEMs, lists of them, or base64 where the name ends so. */
export function certificatesOf(
  { config }: IdentityConnector,
  ...names: readonly string[]
): Certificates {
  const found = names.flatMap((name) => {
    const value = config[name];
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return values.filter((each) => each !== undefined).map((each) => ({ name, value: each }));
  });
  const unread = found.find(({ value }) => typeof value !== "string")?.name;
  if (unread !== undefined) return { unread };
  const pems = found.flatMap(({ name, value }) => {
    if (typeof value !== "string") return [];
    return name.endsWith("Data") ? Buffer.from(value, "base64").toString() : value;
  });
  return pems.length === 0 ? {} : { pem: pems.join("\n") };
}

/** The authorities to trust besides the system's: those of some settings, and those of the pods. */
export function authoritiesOf(
  connector: IdentityConnector,
  ...names: readonly string[]
): { readonly ca?: string } {
  const pems = [certificatesOf(connector, ...names).pem, connector.trusted].filter(
    (pem) => pem !== undefined,
  );
  return pems.length === 0 ? {} : { ca: pems.join("\n") };
}
