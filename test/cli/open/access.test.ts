import assert from "node:assert/strict";

import { accessInSandbox, accessOf } from "../../../cli/open/access";
import { accessText } from "../../../cli/open/access-text";

const outputs = {
  consoleUrl: "https://console.example.com",
  portalUrl: "",
  membershipUrl: "https://membership.example.com/api",
  loginIssuer: "https://dex.example.com",
  firstLoginEmail: "admin@example.com",
  firstLoginPassword: "sesame",
  fctlLogin: "fctl login --membership-uri https://membership.example.com/api",
  organizationIds: { Acme: "org1", "My Other": "org2" },
};

const domains = new Map([["Acme", { domain: "example.com", defaultPolicyId: 1 }]]);

describe("the access to a control plane", () => {
  it("leaves out what is not deployed", () => {
    assert.deepEqual(
      accessOf("acme", outputs, domains).urls.map(({ name }) => name),
      ["console", "membership", "login"],
    );
  });

  it("has the command for each organization's domain", () => {
    assert.deepEqual(
      accessOf("acme", outputs, domains).autoSignIn.map(({ command }) => command),
      [
        "fctl cloud organizations update org1 --name Acme --domain example.com",
        "fctl cloud organizations update org2 --name 'My Other' --domain <domain> --default-policy-id <number>",
      ],
    );
  });

  it("refuses an incomplete deployment, with the way out", () => {
    assert.throws(
      () => accessOf("acme", {}, domains),
      /stack acme lack membershipUrl, loginIssuer, fctlLogin: .*Run pulumi up/,
    );
  });

  it("says how the password is read, unless it is known", () => {
    const { firstLogin: _, ...access } = accessOf("acme", outputs, domains);
    const without = accessText(
      { ...access, firstLogin: { email: "admin@example.com" } },
      { stack: "acme", color: false },
    );
    assert.match(without, /Password +npx control-plane open --stack acme --show-password\n/);
    const known = accessText(accessOf("acme", outputs, domains), { stack: "acme", color: false });
    assert.match(known, /Password +sesame\n/);
  });

  it("sends people without a local user to their identity provider", () => {
    const access = accessOf("acme", { ...outputs, firstLoginEmail: "" }, domains);
    assert.match(
      accessText(access, { stack: "acme", color: false }),
      /First login\n +With an account of your identity provider\./,
    );
  });

  it("paints only where colours are wanted", () => {
    const access = accessOf("acme", outputs, domains);
    assert.ok(accessText(access, { stack: "acme", color: true }).includes("\u001b["));
    assert.ok(!accessText(access, { stack: "acme", color: false }).includes("\u001b["));
  });

  describe("in the sandbox", () => {
    const addresses = (["console", "membership", "dex"] as const).map((service) => {
      const deployedUrl = `https://${service}.example.com${service === "membership" ? "/api" : ""}`;
      return { service, deployedUrl, url: deployedUrl.replace(".com", ".com:8443") };
    });
    const text = (running: boolean) =>
      accessText(accessInSandbox(accessOf("dev", outputs, domains), { addresses, running }), {
        stack: "dev",
        color: false,
      });

    it("has the port of the sandbox's login", () => {
      assert.match(text(true), /Console +https:\/\/console\.example\.com:8443\n/);
      assert.match(text(true), /Membership +https:\/\/membership\.example\.com:8443\/api\n/);
      assert.match(text(true), /Dex +https:\/\/dex\.example\.com:8443\n/);
      assert.match(text(true), /Only the login is real/);
      assert.match(text(true), /Command line, on a cluster\n/);
    });

    it("says when nothing answers there", () => {
      assert.match(text(false), /Nothing answers there: .* Start it: npm start\n/);
    });
  });
});
