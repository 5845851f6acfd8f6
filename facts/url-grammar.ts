/** The advice for what must not stand in clear in any part of a URL. */
export const ENCODING =
  "Percent-encode every character except letters, digits and - . _ ~, such as %40 for @, %2F for /, %5E for ^, %20 for a space and %25 for %.";

/** The sections of a URL, as they are written. */
export interface UrlSections {
  /** In front of the host, without the @. */
  readonly login?: string | undefined;
  /** Host and port. */
  readonly server: string;
  /** With its first slash, if there is one. */
  readonly path: string;
  readonly query?: string | undefined;
  readonly fragment?: string | undefined;
}

/** The sections of what stands behind the `//` of a URL. */
export function urlSections(text: string): UrlSections {
  const [, authority = "", path = "", query, fragment] =
    /^([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? [];
  const at = authority.lastIndexOf("@");
  return {
    login: at < 0 ? undefined : authority.slice(0, at),
    server: authority.slice(at + 1),
    path,
    query,
    fragment,
  };
}

/** What is wrong with a part of a URL that percent codes are in; never with the part itself. */
export function codesProblem(
  text: string,
  allowed: RegExp,
  what: string,
  advice = ENCODING,
): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) {
    return `has a % in its ${what} that doesn't start a percent code. ${advice}`;
  }
  if (!allowed.test(text.replace(/%../g, ""))) {
    return `has a character in its ${what} that must be percent-encoded. ${advice}`;
  }
  const decoded = tryDecode(text);
  return decoded === undefined || decoded.includes("\0")
    ? `has percent codes in its ${what} that aren't valid UTF-8. ${advice}`
    : undefined;
}

function tryDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
