import { since } from "../releases";
import { text, texts } from "./values";

/** What every connector has beside its type and settings. */
export const connectorShape = {
  id: text,
  name: text,
  grantTypes: since("main", texts).optional(),
};
