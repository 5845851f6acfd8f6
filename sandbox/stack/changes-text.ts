import { counted } from "../../messages/counted";

/** What happened to the resources, in words. */
export function changesText(changes: Readonly<Record<string, number>>): string {
  const total = Object.values(changes).reduce((sum, count) => sum + count, 0);
  const same = changes.same ?? 0;
  if (total === same) return `No changes: ${counted(total, "resource")} as configured`;
  const words: Record<string, string> = {
    create: "created",
    update: "updated",
    replace: "replaced",
    delete: "deleted",
  };
  const { same: _same, ...changed } = changes;
  const names = [...new Set([...Object.keys(words), ...Object.keys(changed)])];
  const parts = names.flatMap((name) => {
    const count = changed[name] ?? 0;
    return count === 0 ? [] : [`${count} ${words[name] ?? name}`];
  });
  if (same > 0) parts.push(`${same} unchanged`);
  return `${counted(total, "resource")}: ${parts.join(", ")}`;
}
