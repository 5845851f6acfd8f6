import { deepEqual, equal, match } from "node:assert/strict";

import { runChains } from "../../../../checks/chain";
import type { CheckResult } from "../../../../checks/check";
import { identityPreflight } from "../../../../checks/preflight/identity/chains";
import { identityTarget } from "../../../../checks/preflight/identity/target";
import { changed, load } from "../../../config/support";
import { fromNow, selfSigned } from "../../../support/certificates";
import type { ConnectorType } from "../../../../dex/connectors/types";
import { startServer, type TestServer } from "../../../support/https-server";

describe("the preflight of other providers", () => {
  let server: TestServer;
  let base: string;

  beforeEach(async () => {
    server = await startServer((_request, response) => response.end());
    base = `http://127.0.0.1:${server.port}`;
  });

  afterEach(() => server.close());

  const check = (type: ConnectorType, config: Record<string, unknown>) =>
    runChains(
      identityPreflight({
        callbackUri: "https://dex.example.com/callback",
        connectors: [{ type, id: "sso", config }],
      }),
      { timeLimit: 20_000 },
    );

  const of = (results: readonly CheckResult[], id: string) => {
    const found = results.find((result) => result.id === id);
    if (found === undefined) throw new Error(`There is no ${id}.`);
    return found;
  };

  const certificate = async (from: number, until: number) => {
    const options = { names: ["idp"], notBefore: fromNow(from), notAfter: fromNow(until) };
    return (await selfSigned(options)).certificate;
  };

  const saml = async (ca: unknown) =>
    of(await check("saml", { ssoURL: base, ca }), "saml-certificate");

  it("reads the dates of a SAML certificate", async () => {
    equal((await saml(await certificate(-1, 90))).status, "ok");
    equal((await saml(await certificate(-1, 20))).status, "warning");
    const expired = await saml(await certificate(-3, -1));
    equal(expired.status, "failed");
    match(expired.evidence, /expired on/);
    const early = await saml(await certificate(2, 90));
    equal(early.status, "failed");
    match(early.evidence, /isn't valid before/);
  });

  it("takes a bundle with one that is valid, and base64", async () => {
    const bundle = `${await certificate(-3, -1)}\n${await certificate(-1, 90)}`;
    equal((await saml(bundle)).status, "ok");
    const caData = Buffer.from(bundle).toString("base64");
    equal(of(await check("saml", { ssoURL: base, caData }), "saml-certificate").status, "ok");
  });

  it("leaves a certificate in a Secret alone", async () => {
    equal((await saml({ secretRef: { name: "saml", key: "ca" } })).status, "not-done");
  });

  it("asks whether the SAML address answers", async () => {
    server.answer((_request, response) => response.writeHead(405).end());
    equal(of(await check("saml", { ssoURL: base }), "saml-sso").status, "ok");
    server.answer((_request, response) => response.writeHead(404).end());
    equal(of(await check("saml", { ssoURL: base }), "saml-sso").status, "failed");
  });

  it("asks whether each address of an OAuth2 provider answers", async () => {
    server.answer((request, response) => {
      response.writeHead(request.url === "/gone" ? 404 : 401).end();
    });
    const results = await check("oauth", {
      authorizationURL: `${base}/authorize`,
      tokenURL: `${base}/gone`,
      userInfoURL: `${base}/user`,
    });
    deepEqual(
      results.filter(({ id }) => id === "provider-reachable").map(({ status }) => status),
      ["ok", "failed", "ok"],
    );
  });

  it("tells a tenant that there isn't", async () => {
    server.answer((request, response) => {
      response.writeHead(request.url?.startsWith("/right/") === true ? 200 : 400).end();
    });
    const ask = async (tenant: string) =>
      of(await check("microsoft", { apiURL: base, tenant }), "provider-reachable").status;
    deepEqual([await ask("right"), await ask("wrong")], ["ok", "failed"]);
  });

  it("reads connectors and addresses from a stack's config, secrets and presets included", () => {
    const config = load(
      changed({
        hosts: { dex: { host: "login.example.com" } },
        dex: {
          connectors: [
            { preset: "okta", domain: "acme.okta.com", clientId: "id", clientSecret: "s3cret" },
          ],
        },
      }),
    );
    const { callbackUri, connectors } = identityTarget(config);
    equal(callbackUri, "https://login.example.com/callback");
    equal(connectors[0]?.type, "oidc");
    equal(connectors[0].config.issuer, "https://acme.okta.com");
    equal(connectors[0].config.clientSecret, "s3cret");
  });

  it("reads a provider of one's own from a stack's config", () => {
    const oidc = { host: "id.example.com", path: "/realms/x", clientId: "id", clientSecret: "s" };
    const { provider } = identityTarget(load(changed({ dex: null, oidc })));
    deepEqual(provider, {
      issuer: "https://id.example.com/realms/x",
      clientId: "id",
      scopes: ["openid", "email", "federated:id"],
      redirectUri: "https://membership.example.com/api/authorize/callback",
    });
  });
});
