import pg from "pg";

/** A quoted identifier. */
export function identifier(name: string): string {
  return pg.escapeIdentifier(name);
}

/** A quoted string, for statements that take no parameters. */
export function literal(value: string): string {
  return pg.escapeLiteral(value);
}

/** A role as a grantee; `public` stands for all roles. */
export function grantee(role: string): string {
  return role.toLowerCase() === "public" ? "public" : identifier(role);
}

/** A statement of its parts; those that don't apply are left out. */
export function statement(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
