import * as z from "zod";
import { presetNames, presets, type PresetName } from "../../dex/connectors/presets";
import {
  connectorDefinitions,
  connectorTypes,
  type ConnectorType,
} from "../../dex/connectors/types";
import { settingsSchema } from "../connector-fields";
import { text } from "../fields";
import { optional, required } from "../notes";
import { matching } from "../text-formats";

const connectorId = matching(
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  "is not a connector id. Use letters, digits, dots, hyphens and underscores: it is part of URLs.",
);

const id = () => text(connectorId);

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
      "Further settings of the connector. They are merged over those of the preset: maps merge, lists replace.",
    ),
  });
}

/** An identity provider: a connector by its type, or a provider by its preset. */
export const connector = z.union([
  z.discriminatedUnion("type", tuple(connectorTypes.map(typedConnector))),
  z.discriminatedUnion("preset", tuple(presetNames.map(presetConnector))),
]);

/** What a discriminated union is made of: at least one. */
function tuple<Option>([first, ...others]: readonly Option[]): [Option, ...Option[]] {
  if (first === undefined) throw new RangeError("There is no option.");
  return [first, ...others];
}
