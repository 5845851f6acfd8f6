/** The parts of a connection URL, in clear. */
export interface PostgresUrlParts {
  /** An IPv6 address stands without brackets. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string | undefined;
  readonly tlsMode: string;
  /** Path of the authority's PEM as the client sees it. */
  readonly caFile?: string | undefined;
}

/** The parts of a connection URL, decoded; what it leaves out has the defaults of the services. */
export function parsePostgresUrl(text: string): PostgresUrlParts & { readonly password: string } {
  const url = new URL(text);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    tlsMode: url.searchParams.get("sslmode") ?? "verify-full",
    caFile: url.searchParams.get("sslrootcert") ?? undefined,
  };
}
