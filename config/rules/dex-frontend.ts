import { valueAt } from "../path";
import type { Rule } from "./context";

/** Dex stops when it doesn't find its pages. */
export const dexFrontendRule: Rule = (context) => {
  const path = ["dex", "configOverrides", "frontend", "dir"];
  const folder = valueAt(context.config, path);
  if (typeof folder !== "string" || folder.startsWith("/")) return;
  context.report(
    path,
    "is not a path from the root, so Dex would look for its pages where it happens to start, and stop. Write it from the root, such as /srv/dex/web.",
  );
};
