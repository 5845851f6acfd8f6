import * as z from "zod";
import { presetNames, presets, type PresetName } from "../../dex/connectors/presets";
import {
  connectorDefinitions,
  connectorTypes,
  type ConnectorType,
} from "../../dex/connectors/types";
import { describeRelease } from "../../dex/releases";
import { CONNECTOR_ID_PROBLEM, connectorId, connectorShape } from "../../dex/schema/connector";
import { settingsSchema } from "../connector-fields";
import { freeform, secretKeyRef, text, textList } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { matching, notEmpty } from "../text-formats";

const object = objectsIn("connectors");

const id = () => text(matching(connectorId, CONNECTOR_ID_PROBLEM));

const grantTypes = () =>
  optional(
    textList(),
    describeRelease("Grant types for which users can log in here.", connectorShape.grantTypes),
    { defaultText: "all grant types" },
  );

const described = "Settings of the connector, listed in [its table](#connectors).";

function typedConnector(type: ConnectorType) {
  const settings = settingsSchema(connectorDefinitions[type].settings, "whole");
  const mayBeEmpty = settings.safeParse({}).success;
  const config: z.ZodType<Record<string, unknown> | undefined> = mayBeEmpty
    ? optional(settings, described)
    : required(settings, described);
  return z.strictObject({
    type: required(z.literal(type), "Type of the connector, as Dex names it."),
    id: required(id(), "Id of the connector: unique, and part of URLs."),
    name: required(text(), "Name on the login page."),
    config,
    grantTypes: grantTypes(),
  });
}

function presetConnector(name: PresetName) {
  const { fields, type, title }: (typeof presets)[PresetName] = presets[name];
  return z.strictObject({
    ...settingsSchema(fields, "whole").shape,
    preset: required(z.literal(name), "Identity provider, by name."),
    id: optional(id(), "Id of the connector: unique, and part of URLs.", { default: name }),
    name: optional(text(), "Name on the login page.", { default: title }),
    config: optional(
      settingsSchema(connectorDefinitions[type].settings, "part"),
      "Additional settings of the connector, merged over those of the preset: maps merge, lists replace.",
    ),
    grantTypes: grantTypes(),
  });
}

/** An identity provider: a connector by its type, or a provider by its preset. */
export const connector = z.union([
  z.discriminatedUnion("type", tuple(connectorTypes.map(typedConnector))),
  z.discriminatedUnion("preset", tuple(presetNames.map(presetConnector))),
]);

const file = object(
  "DexConnectorFileArgs",
  "A file that a connector reads. Set `content` or `secretRef`.",
  {
    setting: required(
      text(),
      "Setting of the connector that takes the path; a list gets it appended.",
      { example: "rootCA", plain: true },
    ),
    content: optional(text(notEmpty), "Content of the file. It is kept in Dex's Secret."),
    secretRef: optional(
      secretKeyRef(),
      "Key of an existing Secret. Dex notices a change only when its pods restart.",
    ),
  },
);

/** What becomes of a connector in the arguments of Dex. */
export const connectorArgument = object("DexConnectorArgs", "An identity provider behind Dex.", {
  type: required(text(), "Type of the connector, as Dex names it.", { example: "ldap" }),
  id: required(text(), "Id of the connector. It is part of URLs that users see: never change it."),
  name: required(text(), "Name on the login page."),
  config: required(
    freeform(),
    "Settings of the connector, kept in a Secret. `redirectURI` is `<issuer>/callback` by default.",
  ),
  grantTypes: grantTypes(),
  files: optional(z.array(file), "Files that the connector reads."),
});

/** What a discriminated union is made of: at least one. */
function tuple<Option>([first, ...others]: readonly Option[]): [Option, ...Option[]] {
  if (first === undefined) throw new RangeError("There is no option.");
  return [first, ...others];
}
