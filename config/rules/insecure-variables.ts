import { insecureVariable } from "../../facts/insecure-variables";
import { serviceNames } from "../../facts/services";
import { isMapping } from "../path";
import { knownText } from "../secret-text";
import type { Rule } from "./context";
import { clearDatabase } from "./database-tls";
import { variablesOf } from "./own-variables";

/** Modes of libpq that don't insist on TLS. */
const clearModes = ["disable", "allow", "prefer"];

/** In production, no variable of a service takes the safety from its TLS connections. */
export const insecureVariablesRule: Rule = (context) => {
  if (!context.production) return;
  const allowsClear = context.config.database?.allowInsecure === true;
  for (const service of serviceNames) {
    for (const { name, path, value } of variablesOf(context, service)) {
      const text = textOf(value);
      if (text === undefined) continue;
      const harm = insecureVariable(name, text);
      if (harm !== undefined) {
        context.report(
          path,
          `${harm}, which is for test environments only. Remove it. For a private certificate authority, use trust.caBundle.`,
        );
      } else if (name === "PGSSLMODE" && clearModes.includes(text) && !allowsClear) {
        context.report(path, clearDatabase(context));
      }
    }
  }
};

function textOf(value: unknown): string | undefined {
  return knownText(isMapping(value) ? value.secret : value);
}
