import type { Rule } from "./context";

/** A namespace that every cluster has is none that a stack could create, and delete again. */
export const namespaceRule: Rule = (context) => {
  const { namespace, createNamespace } = context.config;
  if (namespace !== "default" || createNamespace === false) return;
  if (!context.isSound("createNamespace")) return;
  context.report(
    ["namespace"],
    "is default, which every cluster has already. Choose another, or set createNamespace to false.",
  );
};
