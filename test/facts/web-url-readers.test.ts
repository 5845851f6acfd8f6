import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isIPv6 } from "node:net";
import { natsUrlProblem } from "../../facts/nats-url";
import { webUrlProblem } from "../../facts/web-url";

interface Reading {
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  /** What a client asks the server for. */
  readonly target: string;
  readonly login?: readonly [user: string, password: string | null];
}

/** What Go made of each URL, or that it refuses it. */
const { urls } = JSON.parse(readFileSync("test/facts/golden/web-urls.json", "utf8")) as {
  readonly urls: readonly (readonly [string, Reading | "refused"])[];
};

const portOf = (scheme: string, port: string) =>
  port === "" ? { http: 80, https: 443, ws: 80, wss: 443 }[scheme] : Number(port);

function byNode(text: string): unknown {
  if (!URL.canParse(text)) return "refused";
  const { protocol, hostname, port, pathname, search, username, password } = new URL(text);
  const scheme = protocol.slice(0, -1);
  return {
    scheme,
    host: hostname.replace(/^\[|\]$/g, "").toLowerCase(),
    port: portOf(scheme, port),
    target: `${pathname === "" ? "/" : pathname}${search}`,
    login: [username, password].map(decodeURIComponent),
  };
}

function byGo({ scheme, host, port, target, login = ["", null] }: Reading): unknown {
  return {
    scheme,
    host: isIPv6(host) && !host.includes("%") ? sameForm(host) : host.toLowerCase(),
    port: portOf(scheme, port),
    // A quote in a query is the same as its code.
    target: target.replace(/\?.*$/, (query) => query.replaceAll("'", "%27")),
    login: login.map((part) => part ?? ""),
  };
}

/** An IPv6 address as Node writes it. */
const sameForm = (address: string) =>
  new URL(`http://[${address}]`).hostname.replace(/^\[|\]$/g, "");

const isNats = (text: string) => /^(nats|tls|wss?):/.test(text);
const problemOf = (text: string) => (isNats(text) ? natsUrlProblem(text) : webUrlProblem(text));

/** Refused although Go and Node read the same, with the reason. */
const strict: Readonly<Record<string, string>> = {
  "HTTPS://id.example.com": "rules look at the scheme",
  "ftp://id.example.com": "not for the web",
  "ws://id.example.com": "not in full for NATS",
  "https://id.example.com:0": "no port",
  "https://id.example.com:": "a colon without a port is a mistake",
  "https://id.example.com./": "no host that the settings take",
  "https://id.example.com/?a=%zz": "no percent code",
  "https://id.example.com/?a=%": "no percent code",
  "https://id.example.com/%00": "no text",
  "https://@id.example.com": "holds an empty login",
  "nats://n:0": "no port",
  "nats://n:": "a colon without a port is a mistake",
};

/** Of hosts, Node takes characters that no name of DNS has. */
const inName = /^https:\/\/(?:[.-]|[^/]*(?:[&'!();=+~$,*]|\.\.|-\.))/;
/** In a path or a query, one of the two encodes them. */
const inClear = /[\^|[\]{}`<>" ä]/;

describe("URLs of the web and of NATS", () => {
  for (const [text, reading] of urls) {
    it(`are read alike wherever they are taken: ${JSON.stringify(text)}`, () => {
      if (problemOf(text) !== undefined) return;
      assert.notEqual(reading, "refused");
      if (reading !== "refused") assert.deepEqual(byNode(text), byGo(reading));
    });
  }

  it("are refused for a reason where Go and Node read them alike", () => {
    const refused = urls.filter(
      ([text, reading]) =>
        problemOf(text) !== undefined &&
        reading !== "refused" &&
        reading.login === undefined &&
        !isNats(text) &&
        !inName.test(text) &&
        !inClear.test(text) &&
        isSame(byNode(text), byGo(reading)),
    );
    assert.deepEqual(
      refused.map(([text]) => text).filter((text) => strict[text] === undefined),
      [],
    );
  });
});

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
