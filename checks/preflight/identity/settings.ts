import { SecretText } from "../../../config/secret-text";
import type { IdentityConnector } from "./connector";

/** A text of the settings; nothing where there is none. */
export function textOf({ config }: IdentityConnector, name: string): string | undefined {
  const value = config[name];
  return typeof value === "string" ? value : undefined;
}

/** Texts of the settings; nothing where there is no list of them. */
export function textsOf({ config }: IdentityConnector, name: string): string[] | undefined {
  const value = config[name];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** Why the content of a setting is not known: only a pod can read it. */
export function unreadWords(setting: string): string {
  return `The value of ${setting} is in a Secret, which only the cluster can read.`;
}

/** Why the content of a setting is not known: the stack's key is needed. */
function sealedWords(setting: string): string {
  return `${setting} is encrypted, and the stack's secrets weren't decrypted.`;
}

/** Why one of these settings is not known here, being a secret that was not opened. */
export function sealedSetting(
  { config }: IdentityConnector,
  ...names: readonly string[]
): string | undefined {
  const sealed = names.find((name) => config[name] instanceof SecretText);
  return sealed === undefined ? undefined : sealedWords(sealed);
}

/** Certificates of the settings. */
export interface Certificates {
  /** PEM; nothing where none are given, or none can be read here. */
  readonly pem?: string;
  /** Why one of them can't be read here, in a sentence. */
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
  const unread = found.find(({ value }) => typeof value !== "string");
  if (unread !== undefined) {
    return {
      unread:
        unread.value instanceof SecretText ? sealedWords(unread.name) : unreadWords(unread.name),
    };
  }
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
