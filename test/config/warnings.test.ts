import { deepStrictEqual, ok } from "node:assert/strict";
import { warningsOf } from "../../config/warnings";
import { validCertificate } from "./cases/certificates";
import { changed, load, project } from "./support";

const authority = { type: "ldap", id: "a", name: "A" };
const search = { host: "ldap.example.com", userSearch: { baseDN: "dc=a", username: "uid" } };
const client = { clientID: "c", clientSecret: "s-5RkQ" };
const day = 24 * 60 * 60 * 1000;
/** When the certificate of the cases runs out. */
const end = Date.UTC(2120, 0, 1);

function warnings(connector: Record<string, unknown>, now?: number): string[] {
  const config = load(changed({ dex: { connectors: [connector] } }));
  return warningsOf(project, config, now).map(({ path, message }) => {
    deepStrictEqual(path, `${project}:dex.connectors[0]`);
    return message;
  });
}

const openid = (issuer: string) => ({ ...authority, type: "oidc", config: { issuer, ...client } });

describe("warnings of the stack config", () => {
  it("tell of a certificate in its last 30 days, and not before", () => {
    const connector = { ...authority, config: { ...search, rootCA: validCertificate } };
    deepStrictEqual(warnings(connector, end - 31 * day), []);
    deepStrictEqual(warnings(connector, end - 29 * day), [
      "has a certificate in rootCA that runs out on 2120-01-01. Get a new one from the provider.",
    ]);
  });

  it("tell of a preset's certificate too", () => {
    const adfs = { preset: "adfs", host: "adfs.example.com", certificate: validCertificate };
    const found = warnings(adfs, end - day);
    ok(found.some((message) => message.includes("certificate in ca that runs out")));
  });

  it("tell that SAML is no longer maintained", () => {
    const adfs = { preset: "adfs", host: "adfs.example.com", certificate: validCertificate };
    deepStrictEqual(warnings(adfs, 0), [
      "uses SAML, which Dex no longer maintains: known weaknesses stay open. Use OpenID Connect where the provider offers it.",
    ]);
  });

  it("tell what a proxy that logs in must do", () => {
    const [found] = warnings({ ...authority, type: "authproxy" });
    ok(found?.startsWith("believes the headers of every request."));
  });

  it("tell of an issuer whose last slash is unusual", () => {
    const slash =
      "It must be equal to the letter to `issuer` in the provider's discovery document.";
    deepStrictEqual(warnings(openid("https://login.example.com/")), [
      `has an issuer that ends with a slash; those of most providers don't. ${slash}`,
    ]);
    deepStrictEqual(warnings(openid("https://acme.auth0.com")), [
      `has an issuer that ends without a slash; this provider's end with one. ${slash}`,
    ]);
    deepStrictEqual(warnings(openid("https://acme.auth0.com/")), []);
    deepStrictEqual(warnings(openid("https://login.example.com")), []);
  });
});
