import { isAlias, isCollection, isPair, type Alias, type Node } from "yaml";
import { YamlError } from "./error";

/** What each alias stands for: the node with its anchor that comes last before it. */
export type Links = ReadonlyMap<Alias, Node>;

/** Finds what the aliases of a document stand for. */
export function findLinks(
  root: unknown,
  errorAt: (node: Node, reason: string) => YamlError,
): Links {
  const anchors = new Map<string, Node>();
  const links = new Map<Alias, Node>();
  const visit = (node: unknown) => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) {
        throw errorAt(node, "an alias names an anchor that isn't there before it.");
      }
      links.set(node, target);
    } else if (isPair(node)) {
      visit(node.key);
      visit(node.value);
    } else {
      const { anchor } = (node ?? {}) as { anchor?: string };
      if (anchor !== undefined) anchors.set(anchor, node as Node);
      if (isCollection(node)) node.items.forEach(visit);
    }
  };
  visit(root);
  return links;
}
