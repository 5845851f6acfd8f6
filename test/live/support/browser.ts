import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runCommand } from "../../../workspace/run-command";
import { libraryFolders, unpackDebianPackages } from "../../e2e/support/debian-package";

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
      `The live tests log in with Debian's Chromium, which can't be got: ${unpacked.failure}.\n` +
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

/** What a person does to log in at Console: open it, and fill in the form of Dex. */
export interface Login {
  readonly console: string;
  readonly email: string;
  readonly password: string;
  /** Where the picture of the last page is kept. */
  readonly screenshot: string;
  /** Trusted authority, PEM. */
  readonly authority: string;
}

/** Logs in with a real browser. Answers the text of the page that it ends at, and its address. */
export async function logIn(login: Login): Promise<{ text: string; url: string }> {
  const { chromium } = await import("playwright-core");
  const browser = await prepareBrowser();
  const home = await homeThatTrusts(login.authority, browser);
  const chrome = await chromium.launch({
    executablePath: browser.binary,
    env: { ...process.env, ...browser.env, HOME: home },
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await chrome.newPage();
    await page.goto(login.console);
    await page.fill("input[name=login]", login.email);
    await page.fill("input[name=password]", login.password);
    await page.screenshot({ path: login.screenshot.replace(".png", "-form.png") });
    await page.click("button[type=submit]");
    await page.waitForURL((url) => url.href.startsWith(login.console), { timeout: 60_000 });
    await page.waitForSelector("#user");
    await page.screenshot({ path: login.screenshot });
    return { text: await page.innerText("body"), url: page.url() };
  } finally {
    await chrome.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** A person's home folder, in which the browser finds an authority to trust. */
async function homeThatTrusts(authority: string, browser: Browser): Promise<string> {
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
