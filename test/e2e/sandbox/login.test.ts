import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { hashSync } from "bcryptjs";
import type { Browser, Page } from "playwright-core";
import { parseDocument } from "yaml";
import { probeHttp } from "../../../checks/network/http-probe";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { cacheFolder } from "../../../workspace/folders";
import { findProcesses } from "../../../workspace/processes";
import { issuerAt, startTestDex } from "../identity/dex-for-tests";
import { homeThatTrusts, prepareBrowser } from "../support/chromium";
import { CLIENT } from "../support/login";
import { keepServers } from "../support/servers";
import { makeCheckout, type Checkout } from "../../sandbox/checkout";

const PASSWORD = "a password of the other provider";
const WIDTHS = [1280, 390];
const grace = {
  email: "grace@example.com",
  hash: hashSync(PASSWORD, 10),
  username: "grace",
  userID: "id-of-grace",
};

/** What `npm start -- --json` tells. */
interface Told {
  readonly login: {
    readonly url: string;
    readonly failure?: string;
    readonly connectorFailures: Readonly<Record<string, string>>;
  };
  readonly firstLogin: { readonly email: string };
}

describe("the login of the sandbox", function () {
  this.timeout(300_000);
  const servers = keepServers();
  let checkout: Checkout;
  let port: number;
  let told: Told;
  let said: string;
  let password: string;
  /** The issuer of a provider that isn't there at first. */
  let down: string;
  let authority: string;
  let home: string;
  let chrome: Browser;
  let page: Page;

  before(async function () {
    // On a new machine Dex and the browser are got first.
    this.timeout(1_200_000);
    checkout = makeCheckout();
    port = await findFreePort();
    told = await start();
    password = (await checkout.command("password")).stdout.trim();
    authority = readFileSync(path.join(checkout.folder, ".sandbox/login/ca.crt"), "utf8");
    const { chromium } = await import("playwright-core");
    const browser = await prepareBrowser();
    home = await homeThatTrusts(authority, browser);
    chrome = await chromium.launch({
      executablePath: browser.binary,
      env: { ...process.env, ...browser.env, HOME: home },
      args: ["--no-sandbox", "--disable-gpu"],
    });
  });

  after(async () => {
    await chrome.close();
    rmSync(home, { recursive: true, force: true });
    await checkout.remove();
    assert.deepEqual(await findProcesses(checkout.folder), []);
  });

  beforeEach(async () => {
    // Each person has cookies of their own.
    page = await (await chrome.newContext()).newPage();
  });

  afterEach(async () => {
    await page.context().close();
  });

  async function start(): Promise<Told> {
    const started = await checkout.command("start", "--json", "--login-port", String(port));
    assert.equal(started.code, 0, started.stderr);
    said = started.stderr;
    return JSON.parse(started.stdout) as Told;
  }

  /** Keeps pictures of a page as it is on a desk and on a telephone. */
  async function picture(name: string): Promise<void> {
    const folder = path.join(cacheFolder(), "sandbox-screenshots");
    mkdirSync(folder, { recursive: true });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
      const wide = await page.evaluate("document.documentElement.scrollWidth");
      assert.ok(Number(wide) <= width, `the page is ${String(wide)} pixels wide on ${width}`);
    }
  }

  async function fillIn(email: string, secret: string): Promise<void> {
    await page.fill("input[name=login]", email);
    await page.fill("input[name=password]", secret);
    await page.click("button[type=submit]");
  }

  it("lets the first user in by the password, and says who it is and what Membership would do", async () => {
    await page.goto(told.login.url);
    assert.match(
      await page.innerText("body"),
      /This page stands in for Membership, Console and Portal/,
    );
    await picture("log-in");
    await page.click("text=Log in with Dex");
    await fillIn(told.firstLogin.email, password);
    await page.waitForSelector("text=Logged in as admin@example.com");
    assert.equal(new URL(page.url()).origin, told.login.url);
    const text = await page.innerText("body");
    assert.match(text, /Connector\s+Local users \(local, type local\)/);
    assert.match(text, /Example\s+policy OrganizationAdmin\s+the seed makes this user its owner/);
    assert.match(text, /"iss": "https:\/\/dex\.formance\.localhost:\d+"/);
    // The sandbox's own stack is for no cluster, so its addresses aren't told as those of one.
    assert.match(text, /pulumi up --stack acme\nnpx control-plane open --stack acme\n/);
    assert.doesNotMatch(text, /https:\/\/membership\.formance\.localhost\/api/);
    await picture("logged-in");
    await page.click("text=Log out");
    await page.waitForSelector("text=Log in with Dex");
  });

  it("refuses a wrong password", async () => {
    await page.goto(`${told.login.url}/login`);
    await fillIn(told.firstLogin.email, "wrong");
    await page.waitForSelector("text=/Invalid Email Address and password/i");
    await page.goto(told.login.url);
    await page.waitForSelector("text=Log in with Dex");
  });

  it("has a connector on the next start, and says which of them failed", async () => {
    const callback = `https://dex.formance.localhost:${port}/callback`;
    const provider = await startTestDex({
      port: await findFreePort(),
      users: [grace],
      redirectUri: callback,
    });
    servers.keep("the other provider", provider);
    down = issuerAt(await findFreePort());
    setSetting(
      ["dex", "connectors"],
      [connector("other", provider.issuer), connector("down", down)],
    );
    for (const position of [0, 1]) {
      const key = `dex.connectors[${position}].config.clientSecret`;
      const stored = await checkout.type(CLIENT.secret, "secret", key);
      assert.equal(stored.code, 0, stored.stderr);
    }
    told = await start();
    assert.match(told.login.connectorFailures.down ?? "", /^nothing listens at/);
    assert.match(
      said,
      /connector down \(dex\.connectors\[1\], Pulumi\.dev\.yaml:\d+\): nothing listens/,
    );
    assert.equal(told.login.connectorFailures.other, undefined);

    await page.goto(told.login.url);
    assert.match(
      await page.innerText("body"),
      /down\s+oidc\s+failed: nothing listens at .*, set by dex\.connectors\[1\] in Pulumi\.dev\.yaml/,
    );
    await picture("connectors");
    await page.click("text=Log in with Dex");
    await page.click("text=Log in with other");
    await fillIn("grace@example.com", PASSWORD);
    await page.waitForSelector("text=Logged in as grace@example.com");
    const text = await page.innerText("body");
    assert.match(text, /Connector\s+other \(other, type oidc\)/);
    assert.match(text, /Example\s+.*\s+its domain is example\.com/);
    await picture("logged-in-elsewhere");
  });

  it("opens a failed connector again on the next start, once its provider answers", async () => {
    const late = await startTestDex({
      port: Number(new URL(down).port),
      users: [grace],
      redirectUri: `https://dex.formance.localhost:${port}/callback`,
    });
    servers.keep("the provider that was down", late);
    told = await start();
    assert.deepEqual(told.login.connectorFailures, {});
    await page.goto(told.login.url);
    assert.match(await page.innerText("body"), /down\s+oidc\s+loaded/);
  });

  it("carries the device flow of a public client", async () => {
    setSetting(
      ["dex", "additionalClients"],
      [{ id: "tool", public: true, redirectUris: ["/device/callback"] }],
    );
    await start();
    const ask = async (path: string, form: Readonly<Record<string, string>>) => {
      const answer = await probeHttp(new URL(path, `https://dex.formance.localhost:${port}`), {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(form).toString(),
        ca: authority,
        lookup: (_host, _options, done) => {
          done(null, [{ address: "127.0.0.1", family: 4 }]);
        },
        signal: AbortSignal.timeout(30_000),
      });
      return JSON.parse(answer.body) as Record<string, string>;
    };
    const device = await ask("/device/code", { client_id: "tool", scope: "openid email" });
    await page.goto(device.verification_uri_complete ?? "");
    await page.click("button[type=submit]");
    // Dex asks for the way to log in where there are several.
    const choice = page.locator("text=Log in with Email");
    await choice.or(page.locator("input[name=login]")).waitFor();
    if (await choice.isVisible()) await choice.click();
    await fillIn(told.firstLogin.email, password);
    await page.waitForSelector("text=/Login Successful/i");
    const tokens = await ask("/token", {
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: device.device_code ?? "",
      client_id: "tool",
    });
    const [, claims = ""] = (tokens.id_token ?? "").split(".");
    assert.match(Buffer.from(claims, "base64url").toString(), /"email":"admin@example\.com"/);
    await page.goto(told.login.url);
    assert.match(await page.innerText("body"), /client_id=tool/);
  });

  it("tells a port that is taken, and deploys everything else", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port: taken } = other.address() as AddressInfo;
    const started = await checkout.command("start", "--login-port", String(taken));
    other.close();
    assert.equal(started.code, 1, started.stderr);
    assert.match(
      started.stderr,
      new RegExp(
        `Port ${taken} of 127\\.0\\.0\\.1 is used by another program.*npm start -- --login-port`,
      ),
    );
    assert.match(started.stderr, /✖ Login {6}not running\n/);
    assert.match(started.stderr, /Everything else is deployed\. .*npm start -- --no-login/);
  });

  it("goes on after its process was killed", async () => {
    // The start before has found no port for it.
    await start();
    const { pid } = JSON.parse(
      readFileSync(path.join(checkout.folder, ".sandbox/login/status.json"), "utf8"),
    ) as { pid: number };
    process.kill(pid, "SIGKILL");
    await start();
    await page.goto(told.login.url);
    await page.waitForSelector("text=Log in with Dex");
  });

  it("is left out where it isn't asked for", async () => {
    const without = await checkout.command("start", "--no-login");
    assert.equal(without.code, 0, without.stderr);
    assert.match(without.stdout, /Console {5}https:\/\/console\.formance\.localhost\n/);
    const login = path.join(checkout.folder, ".sandbox/login");
    assert.deepEqual(await findProcesses(login), []);
  });

  it("needs Go or Dex, and says so after everything else is deployed", async () => {
    const cache = path.join(checkout.folder, "cache");
    mkdirSync(cache);
    symlinkSync(path.join(cacheFolder(), "engine"), path.join(cache, "engine"));
    const without = makeCheckout({ FORMANCE_CONTROL_PLANE_CACHE: cache, PATH: "/usr/bin:/bin" });
    try {
      const started = await without.command("start");
      assert.equal(started.code, 1, started.stderr);
      assert.match(started.stderr, /✔ Deploy .*\n[^]*✖ Login {6}not running\n/);
      assert.match(
        started.stderr,
        /no Go on PATH[^]*install Go 1\.26 or later from https:\/\/go\.dev\/dl/,
      );
    } finally {
      await without.remove();
    }
  });

  function setSetting([area, key]: readonly [string, string], value: unknown): void {
    const file = path.join(checkout.folder, "Pulumi.dev.yaml");
    const settings = parseDocument(readFileSync(file, "utf8"));
    settings.setIn(["config", `formance-control-plane:${area}`, key], value);
    writeFileSync(file, settings.toString());
  }

  function connector(id: string, issuer: string) {
    return {
      type: "oidc",
      id,
      name: id,
      config: {
        issuer,
        clientID: CLIENT.id,
        insecureSkipEmailVerified: true,
      },
    };
  }
});
