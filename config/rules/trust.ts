import { isSelfSigned } from "../../facts/public-entry";
import type { Rule } from "./context";

/** Authorities come from one source, because Console and Portal read a single file. */
export const trustRule: Rule = (context) => {
  if (!context.has("trust", "caBundleSecret")) return;
  const path = ["trust", "caBundleSecret"];
  if (context.has("trust", "caBundle")) {
    context.report(path, "has no effect with trust.caBundle. Remove one of the two.");
  } else if (isSelfSigned(context.settings)) {
    context.report(
      path,
      "can't be combined with the authority of self-signed certificates. Give trust.caBundle instead.",
    );
  }
};
