import { since } from "../releases";
import { text, texts } from "./values";

/** The id of a connector, which is part of URLs. */
export const connectorId = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** What is wrong with another one. */
export const CONNECTOR_ID_PROBLEM =
  "is not a connector id. Use letters, digits, dots, hyphens and underscores: it is part of URLs.";

/** What every connector has beside its type and settings. */
export const connectorShape = {
  id: text.regex(connectorId, CONNECTOR_ID_PROBLEM),
  name: text.regex(/\S/, "is empty. Give it a value: the login page shows it."),
  grantTypes: since("main", texts).optional(),
};
