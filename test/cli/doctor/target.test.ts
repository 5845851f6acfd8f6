import assert from "node:assert/strict";

import type { Verdict } from "../../../checks/verdict";
import { clientIds } from "../../../cli/doctor/expected";
import { doctorTarget, publicOutputs, sandboxTarget } from "../../../cli/doctor/target";
import { verdictText } from "../../../cli/verdict-text";
import { changed, load } from "../../config/support";

const outputs = {
  membershipUrl: "https://membership.example.com",
  loginIssuer: "https://dex.example.com/dex",
  consoleUrl: "https://console.example.com",
  portalUrl: "https://portal.example.com",
};

const known = {
  place: { stack: "dev", namespace: "formance", name: "formance" },
  addresses: {},
};

describe("doctor's target", () => {
  it("is every public address of the stack", () => {
    const target = doctorTarget(outputs, { ...known, dex: true });
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
    assert.equal(target.ca, undefined);
  });

  it("knows the applications' clients by the ids that the config sets", () => {
    const config = load(changed({ console: { oauthClient: { id: "ledger-ui" } } }));
    const target = doctorTarget(outputs, {
      ...known,
      dex: true,
      clientIds: clientIds(config),
      clientSecrets: { "ledger-ui": "of-console", "console-v3": "of-another", portal: "of-portal" },
    });
    assert.deepEqual(
      target.clients.map(({ id }) => id),
      ["ledger-ui", "portal"],
    );
    assert.deepEqual(target.clientSecrets, { console: "of-console", portal: "of-portal" });
  });

  it("leaves out what is not deployed", () => {
    const { portalUrl: _portal, ...others } = outputs;
    const target = doctorTarget(others, { ...known, dex: false });
    assert.deepEqual(
      target.services.map(({ name }) => name),
      ["membership", "console"],
    );
    assert.equal(target.clients.length, 1);
  });

  it("is Dex alone in the sandbox, at the port of its login", () => {
    const target = doctorTarget(outputs, { ...known, dex: true });
    const url = "https://dex.example.com:8443/dex";
    const addresses = [{ service: "dex" as const, url, deployedUrl: outputs.loginIssuer }];
    const found = sandboxTarget(target, { addresses, running: true });
    assert.deepEqual(found.services, [{ name: "dex", url }]);
    assert.equal(found.loginIssuer, url);
    assert.deepEqual([found.clients, found.fctl], [[], undefined]);
    assert.deepEqual(sandboxTarget(target, undefined).services, []);
  });

  it("trusts the stack's own authority, and rather the one that is given", () => {
    const own = { ...outputs, caCertificate: "own" };
    assert.equal(doctorTarget(own, { ...known, dex: true }).ca, "own");
    assert.equal(doctorTarget(own, { ...known, dex: true, ca: "given" }).ca, "given");
  });

  it("is what the config says, where a failed deployment left no outputs", () => {
    const config = load(changed({ hosts: { console: { host: "app.example.com" } } }));
    const read = publicOutputs(config, { portalUrl: "https://old.example.com" }, "the state's PEM");
    assert.deepEqual(read, {
      membershipUrl: "https://membership.example.com/api",
      loginIssuer: "https://dex.example.com",
      consoleUrl: "https://app.example.com",
      portalUrl: "https://old.example.com",
      caCertificate: "the state's PEM",
    });
  });
});

describe("verdict in words", () => {
  const plain = { columns: 100, color: false };
  const broken: Verdict = {
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
  };

  it("says that all is well, and how many warnings there are", () => {
    assert.equal(
      verdictText({ healthy: true, others: 0, warnings: 0 }, plain),
      "Everything works.\n",
    );
    assert.equal(
      verdictText({ healthy: true, others: 0, warnings: 1 }, plain),
      "Everything works. 1 warning.\n",
    );
  });

  it("doesn't call well what is still changing", () => {
    const changing: Verdict = {
      healthy: false,
      first: {
        id: "workload-ready",
        group: "cluster",
        subject: "membership",
        status: "changing",
        evidence: "1 of 2 pods ready.",
        remedy: "Look again.",
        milliseconds: 0,
      },
      others: 1,
      warnings: 0,
    };
    assert.deepEqual(verdictText(changing, plain).split("\n"), [
      "Not settled yet: workload-ready of membership. 1 of 2 pods ready.",
      "What to do: Look again.",
      "More: docs/troubleshooting.md#workload-ready",
      "1 more check found the same.",
      "",
    ]);
  });

  it("names the first broken link, what to do, and where to read on", () => {
    assert.deepEqual(verdictText(broken, plain).split("\n"), [
      "The first broken link: dns of console.example.com. No address is known.",
      "What to do: Make a record.",
      "More: docs/troubleshooting.md#dns",
      "2 more checks failed, probably because of it.",
      "",
    ]);
  });

  it("keeps within a narrow terminal, and colours only when asked", () => {
    const narrow = verdictText(broken, { columns: 40, color: false });
    for (const line of narrow.split("\n")) assert.ok(line.length <= 42, line);
    const coloured = verdictText(broken, { columns: 40, color: true });
    assert.match(coloured, /^\u001b\[1mThe first broken link:\u001b\[22m dns of\n/);
    assert.equal(coloured.replaceAll(/\u001b\[\d+m/g, ""), narrow);
  });
});
