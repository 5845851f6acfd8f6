import { rmSync } from "node:fs";
import { homeThatTrusts, prepareBrowser } from "../../e2e/support/chromium";

/** A busy machine is no failure. */
const TIME_LIMIT = 180_000;

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
    timeout: TIME_LIMIT,
  });
  try {
    const page = await chrome.newPage();
    page.setDefaultTimeout(TIME_LIMIT);
    await page.goto(login.console);
    const form = page.locator("input[name=login]");
    // Dex asks how to log in where it has further connectors.
    const choice = page.locator('a[href*="/auth/local?"]');
    await form.or(choice).waitFor();
    if (await choice.isVisible()) await choice.click();
    await page.fill("input[name=login]", login.email);
    await page.fill("input[name=password]", login.password);
    await page.screenshot({ path: login.screenshot.replace(".png", "-form.png") });
    await page.click("button[type=submit]");
    await page.waitForURL((url) => url.href.startsWith(login.console));
    await page.waitForSelector("#user");
    await page.screenshot({ path: login.screenshot });
    return { text: await page.innerText("body"), url: page.url() };
  } finally {
    await chrome.close();
    rmSync(home, { recursive: true, force: true });
  }
}
