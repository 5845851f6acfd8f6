import { checkParts } from "../checks/guide";

/** Where the checks are explained; each has a section of its name. */
const GUIDE = "docs/troubleshooting.md";

/** Where a check is explained; nothing for one that has no section. */
export function guideLink(id: string): string | undefined {
  const isExplained = checkParts.some(({ checks }) => checks.some((check) => check.id === id));
  return isExplained ? `${GUIDE}#${id}` : undefined;
}
