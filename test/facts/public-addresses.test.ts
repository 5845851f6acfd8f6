import assert from "node:assert/strict";
import { providerAddress, publicAddress, publicUrl, urlOf } from "../../facts/public-addresses";
import { isPublished, isSelfSigned, usesIngress } from "../../facts/public-entry";

describe("the public addresses", () => {
  it("are below the domain by default", () => {
    assert.equal(publicUrl({ domain: "example.com" }, "console"), "https://console.example.com");
    assert.equal(publicAddress({ domain: "example.com" }, "grpc").host, "grpc.example.com");
  });

  it("take scheme, host and path one by one", () => {
    const hosts = { dex: { path: "/dex" }, portal: { scheme: "http", host: "my.example.org" } };
    assert.equal(publicUrl({ domain: "example.com", hosts }, "dex"), "https://dex.example.com/dex");
    assert.equal(publicUrl({ domain: "example.com", hosts }, "portal"), "http://my.example.org");
  });

  it("give the issuer of a provider of one's own to the letter", () => {
    assert.equal(
      urlOf(providerAddress({ host: "id.example.com", path: "/realms/x/" })),
      "https://id.example.com/realms/x/",
    );
  });
});

describe("the public entry", () => {
  it("is by Ingresses unless something else is named, or they are asked for", () => {
    assert.equal(usesIngress({}), true);
    assert.equal(usesIngress({ gateway: {} }), false);
    assert.equal(usesIngress({ targetGroupBindings: {} }), false);
    assert.equal(usesIngress({ gateway: {}, ingress: { enabled: true } }), true);
    assert.equal(usesIngress({ ingress: { enabled: false } }), false);
  });

  it("has self-signed certificates only where an entry in use asks for them", () => {
    const selfSigned = { tls: { mode: "self-signed" } };
    assert.equal(isSelfSigned({ ingress: selfSigned }), true);
    assert.equal(isSelfSigned({ ingress: { enabled: false, ...selfSigned } }), false);
    assert.equal(isSelfSigned({ gateway: selfSigned }), true);
  });

  it("publishes the port for agents on request only", () => {
    assert.equal(isPublished(undefined, "console"), true);
    assert.equal(isPublished(undefined, "grpc"), false);
    assert.equal(isPublished({ grpc: { enabled: true } }, "grpc"), true);
    assert.equal(isPublished({ portal: { enabled: false } }, "portal"), false);
  });
});
