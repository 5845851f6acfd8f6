import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "ldapts";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { findOnPath } from "../../../workspace/engine/from-path";
import { runCommand } from "../../../workspace/run-command";
import type { KeyPair } from "../../support/certificates";
import { libraryFolders, unpackDebianPackage } from "./debian-package";
import { startServer, type LoggingServer } from "./server-process";

const SCHEMAS = ["core", "cosine", "inetorgperson"];
/** Where systems other than Debian have them. */
const SCHEMA_FOLDERS = [
  "/etc/ldap/schema",
  "/etc/openldap/schema",
  "/usr/local/etc/openldap/schema",
  "/opt/homebrew/etc/openldap/schema",
];
const PROGRAM_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/usr/lib/openldap"];

/** OpenLDAP's server as it is on this machine. */
export interface SlapdProgram {
  readonly binary: string;
  readonly env: Readonly<Record<string, string>>;
  /** The folder of its schemas. */
  readonly schemas: string;
  /** The folder of its modules, where the storage is one. */
  readonly modules: string | undefined;
}

/** What a directory holds, and how it speaks. */
export interface SlapdOptions {
  /** The root of the directory. */
  readonly suffix: string;
  /** The entries, as LDIF. */
  readonly ldif: string;
  /** The account that may read everything. */
  readonly reader: string;
  /** With them StartTLS is offered, and a password without TLS is refused. */
  readonly keys?: KeyPair;
}

/** A real OpenLDAP on loopback. */
export interface Slapd extends LoggingServer {
  readonly port: number;
}

/** Finds OpenLDAP's server: Debian's package, kept in the cache, else the one on PATH. */
export async function prepareSlapd(
  onProgress: (text: string) => void = () => undefined,
): Promise<SlapdProgram> {
  const unpacked = await unpackDebianPackage("slapd", onProgress);
  const program = "folder" in unpacked ? fromDebian(unpacked.folder) : fromPath(unpacked.failure);
  const { code, stderr, failure } = await runCommand(program.binary, ["-VV"], {
    env: program.env,
  });
  if (code === 0) return program;
  throw new Error(
    `${program.binary} does not run: ${failure ?? stderr.trim()}. Remove it if it is in a cache, and install OpenLDAP's server, for example: apt-get install slapd`,
  );
}

function fromDebian(folder: string): SlapdProgram {
  return {
    binary: path.join(folder, "usr", "sbin", "slapd"),
    env: { LD_LIBRARY_PATH: libraryFolders(folder).join(path.delimiter) },
    schemas: path.join(folder, "etc", "ldap", "schema"),
    modules: path.join(folder, "usr", "lib", "ldap"),
  };
}

function fromPath(reason: string): SlapdProgram {
  const searchPath = [process.env.PATH, ...PROGRAM_FOLDERS].join(path.delimiter);
  const binary = findOnPath("slapd", searchPath);
  const schemas = SCHEMA_FOLDERS.find((folder) => existsSync(path.join(folder, "core.schema")));
  if (binary === undefined || schemas === undefined) {
    throw new Error(
      `The LDAP tests need OpenLDAP's server. Debian's package can't be got: ${reason}; and there is ${binary === undefined ? "no slapd on PATH" : "no core.schema of it"}.\n` +
        "Install it, for example: apt-get install slapd, dnf install openldap-servers, brew install openldap",
    );
  }
  const modules = ["/usr/lib/ldap", "/usr/lib64/openldap", "/usr/lib/openldap"].find((folder) =>
    existsSync(path.join(folder, "back_mdb.so")),
  );
  return { binary, env: {}, schemas, modules };
}

/** Starts a directory with entries; what it says is in its log. */
export async function startSlapd(options: SlapdOptions): Promise<Slapd> {
  const program = await prepareSlapd();
  const folder = mkdtempSync(path.join(tmpdir(), "formance-slapd-"));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const config = writeConfig(folder, program, options);
    const ldif = path.join(folder, "entries.ldif");
    writeFileSync(ldif, options.ldif);
    const add = await runCommand(program.binary, ["-T", "add", "-q", "-f", config, "-l", ldif], {
      env: program.env,
    });
    if (add.code !== 0) throw new Error(`slapd does not take the entries: ${add.stderr}`);
    const port = await findFreePort();
    const url = `ldap://127.0.0.1:${port}`;
    const args = ["-h", url, "-f", config, "-d", "stats"];
    const started = await startServer(program.binary, args, () => answers(url), program.env);
    const stop = async () => {
      await started.stop();
      remove();
    };
    return { port, log: () => started.log(), stop };
  } catch (error) {
    remove();
    throw error;
  }
}

function writeConfig(folder: string, program: SlapdProgram, options: SlapdOptions): string {
  const { schemas, modules } = program;
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const { suffix, reader, keys } = options;
  mkdirSync(path.join(folder, "data"));
  const lines = [
    ...SCHEMAS.map((name) => `include ${path.join(schemas, `${name}.schema`)}`),
    ...(modules === undefined ? [] : [`modulepath ${modules}`, "moduleload back_mdb"]),
    ...(keys === undefined
      ? []
      : [
          `TLSCertificateFile ${write("tls.crt", keys.certificate)}`,
          `TLSCertificateKeyFile ${write("tls.key", keys.key)}`,
          // Passwords reach it by TLS alone.
          "security simple_bind=128",
        ]),
    "database mdb",
    `suffix "${suffix}"`,
    `directory ${path.join(folder, "data")}`,
    "access to attrs=userPassword by anonymous auth by * none",
    `access to * by dn.exact="${reader}" read by * none`,
  ];
  return write("slapd.conf", `${lines.join("\n")}\n`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ url, connectTimeout: 5_000 });
  try {
    await client.search("", { scope: "base" });
    return true;
  } catch {
    return false;
  } finally {
    await client.unbind().catch(() => undefined);
  }
}
