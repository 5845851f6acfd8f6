import * as z from "zod";

/**
 * What a string in a connector's settings holds. The stack config checks its format, and accepts
 * PEMs, files and references to Secrets where Dex expects a path.
 */
export type SettingKind =
  /** What stands between or around other texts, white space as well. */
  | "separator"
  /** A step of a path, such as an id that a preset puts into a URL. */
  | "pathStep"
  /** What may be empty: Dex then has no value, and not its default. */
  | "emptiable"
  /** An endpoint as a whole. */
  | "url"
  /** The address of a server, to which paths are added. */
  | "baseUrl"
  | "issuer"
  | "hostName"
  /** What follows the @ of e-mail addresses. */
  | "mailDomain"
  | "hostWithPort"
  /** Path of a certificate in PEM. */
  | "certificateFile"
  /** Path of a private key in PEM. */
  | "privateKeyFile"
  /** Path of a JSON key file. */
  | "jsonKeyFile"
  /** Certificates in PEM, encoded in base64. */
  | "certificateData";

declare module "zod" {
  interface GlobalMeta {
    /** What a text of a connector's settings holds. */
    kind?: SettingKind;
  }
}

/** Text without a form of its own. */
export const text = z.string();
export const texts = z.array(text);
export const flag = z.boolean();
/** A value that must not reach a log, preview or ConfigMap. */
export const secret = z.string().meta({ secret: true });
export const separator = kind("separator");
export const pathStep = kind("pathStep");
export const emptiable = kind("emptiable");
export const url = kind("url");
export const baseUrl = kind("baseUrl");
export const issuer = kind("issuer");
export const hostName = kind("hostName");
export const mailDomain = kind("mailDomain");
export const hostWithPort = kind("hostWithPort");
export const certificateFile = kind("certificateFile");
export const privateKeyFile = kind("privateKeyFile");
export const jsonKeyFile = kind("jsonKeyFile");
export const certificateData = kind("certificateData");

function kind(of: SettingKind) {
  return z.string().meta({ kind: of });
}

/** A setting that Dex, or a login, requires. */
export function must<Schema extends z.ZodType>(schema: Schema, description: string): Schema {
  return schema.meta({ description });
}

/** An optional setting, with Dex's default. */
export function may<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  dexDefault?: unknown,
): z.ZodOptional<Schema> {
  return schema
    .meta({ description, ...(dexDefault === undefined ? {} : { default: dexDefault }) })
    .optional();
}

/** The redirect URI, the same for every type that has one. */
export const redirectURI = () =>
  may(
    url.meta({ defaultText: "`<issuer of Dex>/callback`" }),
    "Address that the provider sends users back to. Register it with the provider.",
  );

/** The credentials of Dex at an OAuth2 provider. */
export const clientFields = () => ({
  clientID: must(text, "Client id of Dex at the provider."),
  clientSecret: must(secret, "Client secret of Dex at the provider."),
  redirectURI: redirectURI(),
});

/** A list that limits who can log in: Dex takes an empty one for no limit. */
export function limit<Element extends z.ZodType>(element: Element, everybody: string) {
  return z
    .array(element)
    .refine((list) => list.length > 0, {
      message: `is empty, which Dex treats as no limit: ${everybody} could log in. Name those who can, or leave it out.`,
    })
    .meta({ defaultText: everybody });
}

/** An organization of a code host, and its teams. */
export const organization = z.strictObject({
  name: must(text, "Name of the organization."),
  teams: may(limit(text, "all members"), "Teams whose members can log in."),
});
