import assert from "node:assert/strict";

import { doctorTarget } from "../../../cli/doctor/target";
import { CommandError } from "../../../cli/errors";
import { verdictText } from "../../../cli/verdict-text";

const outputs = {
  membershipUrl: "https://membership.example.com",
  loginIssuer: "https://dex.example.com/dex",
  consoleUrl: "https://console.example.com",
  portalUrl: "https://portal.example.com",
};

describe("doctor's target", () => {
  it("is every public address of the stack", () => {
    const target = doctorTarget(outputs, { dex: true, addresses: {} });
    assert.deepEqual(target.services, [
      { name: "dex", url: "https://dex.example.com/dex" },
      { name: "membership", url: "https://membership.example.com" },
      { name: "console", url: "https://console.example.com" },
      { name: "portal", url: "https://portal.example.com" },
    ]);
    assert.deepEqual(target.clients, [
      {
        service: "console",
        id: "console-v3",
        redirectUri: "https://console.example.com/auth/login",
      },
      { service: "portal", id: "portal", redirectUri: "https://portal.example.com/auth/login" },
    ]);
    assert.ok(!("ca" in target));
  });

  it("leaves out what is not deployed", () => {
    const { portalUrl: _portal, ...others } = outputs;
    const target = doctorTarget(others, { dex: false, addresses: {} });
    assert.deepEqual(
      target.services.map(({ name }) => name),
      ["membership", "console"],
    );
    assert.equal(target.clients.length, 1);
  });

  it("trusts the stack's own authority, and rather the one that is given", () => {
    const own = { ...outputs, caCertificate: "own" };
    assert.equal(doctorTarget(own, { dex: true, addresses: {} }).ca, "own");
    assert.equal(doctorTarget(own, { dex: true, ca: "given", addresses: {} }).ca, "given");
  });

  it("says that the deployment is not complete", () => {
    assert.throws(
      () => doctorTarget({ loginIssuer: "https://dex.example.com" }, { dex: true, addresses: {} }),
      (error) =>
        error instanceof CommandError && /lack membershipUrl[\s\S]*pulumi up/.test(error.message),
    );
  });
});

describe("verdict in words", () => {
  it("says that all is well, and how many warnings there are", () => {
    assert.equal(verdictText({ healthy: true, others: 0, warnings: 0 }), "All is well.\n");
    assert.equal(
      verdictText({ healthy: true, others: 0, warnings: 1 }),
      "All is well. 1 warning.\n",
    );
  });

  it("names the first broken link, what to do, and where to read on", () => {
    const text = verdictText({
      healthy: false,
      first: {
        id: "dns",
        group: "console",
        subject: "console.example.com",
        status: "failed",
        evidence: "No address is known.",
        remedy: "Make a record.",
        milliseconds: 3,
      },
      others: 2,
      warnings: 0,
    });
    assert.match(
      text,
      /^The first broken link: dns of console\.example\.com\. No address is known\.$/m,
    );
    assert.match(text, /^What to do: Make a record\.$/m);
    assert.match(text, /docs\/troubleshooting\.md#dns$/m);
    assert.match(text, /^2 more checks failed, most probably because of it\.$/m);
  });
});
