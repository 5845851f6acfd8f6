import * as z from "zod";
import type { SettingKind } from "../dex/connectors/fields";
import { certificateData } from "./certificate";
import { certificate, secretKeyRef, secretText, text } from "./fields";
import { privateKeyPem, serviceAccountJson } from "./key-files";
import { describeRelease } from "../dex/releases";
import { notesOf, visitLeaves } from "./schema-walk";
import { required } from "./notes";
import type { Finding } from "./problem";
import * as formats from "./text-formats";
import * as urls from "./url-formats";

const inSecret = () =>
  z.strictObject({
    secretRef: required(secretKeyRef(), "Key of a Secret in the control plane's namespace."),
  });

/** The formats of texts by what they hold; files and the like have schemas of their own. */
const textFormats = {
  separator: formats.anyText,
  pathStep: urls.pathStep,
  emptiable: (value) => (value === "" ? undefined : formats.trimmed(value)),
  url: urls.endpointUrl,
  baseUrl: urls.baseUrl,
  issuer: urls.issuer,
  hostName: formats.hostName,
  mailDomain: formats.mailDomain,
  hostWithPort: formats.hostWithPort,
} as const satisfies Partial<Record<SettingKind, formats.TextFormat>>;

function settingProblem(kind: SettingKind | undefined, text: string): string | undefined {
  if (kind === undefined) return formats.trimmed(text);
  const known: Partial<Record<SettingKind, formats.TextFormat>> = textFormats;
  return known[kind]?.(text);
}

/** What is wrong with the texts of a connector's settings where Dex reads them as they are. */
export function formatFindings(settings: z.ZodObject, config: unknown): Finding[] {
  const findings: Finding[] = [];
  visitLeaves(settings, config, ({ kind, value, path, secret }) => {
    if (typeof value !== "string") return;
    const message = secret ? formats.secretLine(value) : settingProblem(kind, value);
    if (message !== undefined) findings.push({ path, message });
  });
  return findings;
}

/** The schema of a text by what it holds. */
const kinds: Readonly<Record<SettingKind, () => z.ZodType>> = {
  separator: () => text(textFormats.separator),
  pathStep: () => text(textFormats.pathStep),
  emptiable: () => text(textFormats.emptiable),
  url: () => text(textFormats.url),
  baseUrl: () => text(textFormats.baseUrl),
  issuer: () => text(textFormats.issuer),
  hostName: () => text(textFormats.hostName),
  mailDomain: () => text(textFormats.mailDomain),
  hostWithPort: () => text(textFormats.hostWithPort),
  certificateData: () => text(certificateData),
  certificateFile: () => z.union([certificate().meta({ kind: "certificateFile" }), inSecret()]),
  privateKeyFile: () =>
    z.union([secretText(privateKeyPem).meta({ kind: "privateKeyFile" }), inSecret()]),
  jsonKeyFile: () =>
    z.union([secretText(serviceAccountJson).meta({ kind: "jsonKeyFile" }), inSecret()]),
};

/** Whether these are all settings, or a part that others complete. */
type Completeness = "whole" | "part";

/**
 * A connector's settings in the stack config: Dex's own, with opaque secrets, checked formats, and a
 * PEM, file or Secret where Dex expects a path.
 */
export function settingsSchema(settings: z.ZodObject, completeness: Completeness): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries<z.core.$ZodType>(settings.shape).map(([key, schema]) => [
        key,
        settingSchema(schema, completeness),
      ]),
    ),
  );
}

function settingSchema(schema: z.core.$ZodType, completeness: Completeness): z.ZodType {
  const { description, default: byDefault, defaultText } = notesOf(schema);
  const optional = schema instanceof z.ZodOptional;
  const found = valueSchema(optional ? schema.unwrap() : schema, completeness).meta({
    ...(description === undefined ? {} : { description: describeRelease(description, schema) }),
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(defaultText === undefined ? {} : { defaultText }),
  });
  return optional || completeness === "part" ? found.optional() : found;
}

function valueSchema(schema: z.core.$ZodType, completeness: Completeness): z.ZodType {
  if (schema instanceof z.ZodObject) return settingsSchema(schema, completeness);
  // Elements of a list are complete, because lists replace and don't merge.
  if (schema instanceof z.ZodArray) {
    const list = z.array(valueSchema(schema.element, "whole"));
    const [emptiness] = schema.safeParse([]).error?.issues ?? [];
    if (emptiness?.code !== "custom") return emptiness === undefined ? list : list.min(1);
    return list.refine((elements) => elements.length > 0, { message: emptiness.message });
  }
  if (schema instanceof z.ZodUnion) {
    return z.union(schema.options.map((option) => valueSchema(option, completeness)));
  }
  const { kind, secret = false } = notesOf(schema);
  if (kind !== undefined) return kinds[kind]();
  if (secret) return secretText();
  if (schema instanceof z.ZodString) return text();
  if (schema instanceof z.ZodRecord) return z.record(z.string(), text());
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodBoolean) return schema;
  if (schema instanceof z.ZodNumber) return schema;
  throw new TypeError(`No form of ${schema.constructor.name} in the stack config.`);
}
