import { escapeIdentifier } from "pg";

/** A name as a statement takes it, for people: quoted where it has to be. */
export function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : escapeIdentifier(name);
}
