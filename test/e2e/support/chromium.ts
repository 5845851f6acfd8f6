import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "../../../workspace/run-command";
import { libraryFolders, unpackDebianPackages } from "./debian-package";

/** Debian's Chromium, unpacked and not installed. */
export interface Browser {
  readonly binary: string;
  /** Writes the certificates that it trusts. */
  readonly certutil: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Gets Chromium with its libraries and a font. */
export async function prepareBrowser(
  onProgress: (text: string) => void = () => undefined,
): Promise<Browser> {
  const packages = ["chromium", "chromium-common", "libnss3-tools", "fonts-dejavu-core"];
  const unpacked = await unpackDebianPackages("live-browser", packages, onProgress);
  if ("failure" in unpacked) {
    throw new Error(
      `Logins in a browser are tested with Debian's Chromium, which can't be got: ${unpacked.failure}.\n` +
        "Use a machine with apt-get that reaches Debian's packages.",
    );
  }
  const { folder } = unpacked;
  // The library of sound keeps a part of its own in a folder below.
  const libraries = libraryFolders(folder).flatMap((each) => [each, path.join(each, "pulseaudio")]);
  return {
    binary: path.join(folder, "usr", "lib", "chromium", "chromium"),
    certutil: path.join(folder, "usr", "bin", "certutil"),
    env: { LD_LIBRARY_PATH: libraries.join(path.delimiter) },
  };
}

/** A person's home folder, in which the browser finds an authority to trust. */
export async function homeThatTrusts(authority: string, browser: Browser): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), "formance-browser-"));
  const database = path.join(home, ".pki", "nssdb");
  mkdirSync(database, { recursive: true });
  const file = path.join(home, "authority.crt");
  writeFileSync(file, authority);
  const commands = [
    ["-N", "--empty-password"],
    ["-A", "-n", "authority", "-t", "C,,", "-i", file],
  ];
  for (const command of commands) {
    const { code, stderr } = await runCommand(
      browser.certutil,
      ["-d", `sql:${database}`, ...command],
      { env: { ...process.env, ...browser.env } },
    );
    if (code !== 0) throw new Error(`certutil ${command.join(" ")} failed: ${stderr}`);
  }
  return home;
}
