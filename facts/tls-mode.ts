/** How a server's certificate is checked, as libpq names it; the first is the default. */
export const tlsModes = ["verify-full", "verify-ca", "require", "disable"] as const;

/** How a server's certificate is checked. */
export type TlsMode = (typeof tlsModes)[number];
