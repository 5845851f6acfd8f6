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
    same: "unchanged",
  };
  const parts = Object.entries(changes).map(([name, count]) => `${count} ${words[name] ?? name}`);
  return `${counted(total, "resource")}: ${parts.join(", ")}`;
}
