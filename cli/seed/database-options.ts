import { type Command, Option } from "commander";

import { hasPassword, readCommandUrl, type CommandUrl } from "../../facts/command-url";
import { tlsModes, type TlsMode } from "../../facts/tls-mode";
import type { SeedConnection } from "../../seed/connection";
import type { CommandContext } from "../command-context";
import { UsageError } from "../errors";
import { readText } from "../read-text";

/** How a command names a database. */
export interface DatabaseOptions {
  readonly databaseUrl?: string;
  readonly passwordFile?: string;
  readonly tlsMode?: TlsMode;
  readonly tlsCa?: string;
  readonly schema?: string;
}

/** Adds the options that name a database beside `--stack`. */
export function withDatabase(command: Command): Command {
  return command
    .option(
      "--database-url <url>",
      "the database, without its password: postgresql://user@host:5432/membership",
    )
    .option("--password-file <file>", "read the password from a file; - is standard input")
    .addOption(new Option("--tls-mode <mode>", "default: verify-full").choices(tlsModes))
    .option("--tls-ca <file>", "PEM of the authority that signed the server's certificate")
    .option("--schema <name>", "schema of Membership's tables (default: membership)");
}

/** Said at the end of each command's help. */
export const DATABASE_HELP = `
The database is that of --stack, by its config and state; else --database-url; else PGHOST, PGPORT,
PGDATABASE, PGUSER, PGSSLMODE and PGSSLROOTCERT. The password is in --password-file or PGPASSWORD:
other users of the machine can see what a command line holds.`;

/**
 * The database that the options or libpq's environment variables name; undefined when neither does.
 *
 * @throws {UsageError} when they don't make a connection
 */
export async function givenConnection(
  { io }: Pick<CommandContext, "io">,
  options: DatabaseOptions,
): Promise<SeedConnection | undefined> {
  const { env } = io;
  const url = options.databaseUrl === undefined ? undefined : parseUrl(options.databaseUrl);
  const host = url?.host ?? part(env.PGHOST);
  if (host === undefined) return undefined;
  const user = part(url?.user) ?? part(env.PGUSER);
  const database = part(url?.database) ?? part(env.PGDATABASE);
  if (user === undefined)
    throw new UsageError("The database's user is missing: PGUSER, or in the URL before the @.");
  if (database === undefined)
    throw new UsageError("The database's name is missing: PGDATABASE, or in the URL after the /.");
  const caFile = options.tlsCa ?? url?.caFile ?? part(env.PGSSLROOTCERT);
  return {
    host: host.replace(/^\[(.*)\]$/, "$1"),
    port: url?.port ?? portOf(part(env.PGPORT)),
    database,
    user,
    password: await password(io, options),
    tlsMode: options.tlsMode ?? url?.tlsMode ?? tlsModeOf(part(env.PGSSLMODE)),
    ...(url?.connectTimeoutSeconds === undefined
      ? {}
      : { connectTimeoutSeconds: url.connectTimeoutSeconds }),
    ...(caFile === undefined ? {} : { tlsCa: read(io, caFile, "certificate") }),
  };
}

async function password(
  io: CommandContext["io"],
  { passwordFile }: DatabaseOptions,
): Promise<string> {
  if (passwordFile === undefined) return io.env.PGPASSWORD ?? "";
  const text = passwordFile === "-" ? await io.readInput() : read(io, passwordFile, "password");
  // An editor or echo ends the file with a line break, which no password has.
  return text.replace(/\r?\n$/, "");
}

function parseUrl(text: string): CommandUrl {
  // The text is not repeated: it may hold a password.
  if (hasPassword(text)) {
    throw new UsageError(
      "--database-url has a password, which every user of this machine can see. Leave it out, and give it with --password-file FILE or PGPASSWORD.",
    );
  }
  const url = readCommandUrl(text);
  if ("problem" in url) throw new UsageError(`--database-url ${url.problem}`);
  return url;
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 5432);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new UsageError("PGPORT must be a port, 1 to 65535.");
}

function tlsModeOf(text: string | undefined): TlsMode {
  if (text === undefined) return "verify-full";
  const mode = tlsModes.find((candidate) => candidate === text);
  if (mode !== undefined) return mode;
  throw new UsageError(
    `The TLS mode ${JSON.stringify(text)} (PGSSLMODE) is not among ${tlsModes.join(", ")}: choose one with --tls-mode.`,
  );
}

/** The text, unless it is empty. */
function part(text: string | null | undefined): string | undefined {
  return text === null || text === "" ? undefined : text;
}

function read(io: CommandContext["io"], file: string, what: string): string {
  return readText(io.cwd, file, (code) => `The ${what} can't be read from ${file}: ${code}`);
}
