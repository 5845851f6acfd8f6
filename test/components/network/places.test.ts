import assert from "node:assert/strict";
import {
  wayTo,
  wayToStacks,
  waysToPublicUrls,
  waysToUrls,
} from "../../../components/network/places";
import { connectorPorts } from "../../../dex/connectors/ports";

describe("ways over the network", () => {
  it("lead to an address, a namespace or everybody, by the host", () => {
    const to = (host: string) => wayTo(host, 5432, "own").peers;
    assert.deepEqual(to("192.0.2.7"), [{ cidr: "192.0.2.7/32" }]);
    assert.deepEqual(to("2001:db8::7"), [{ cidr: "2001:db8::7/128" }]);
    assert.deepEqual(to("[2001:db8::7]"), [{ cidr: "2001:db8::7/128" }]);
    assert.deepEqual(to("db.databases.svc"), [{ namespace: "databases" }]);
    assert.deepEqual(to("db-0.db.databases.svc.cluster.local"), [{ namespace: "databases" }]);
    assert.deepEqual(to("db"), [{ namespace: "own" }]);
    assert.equal(to("db.example.com"), undefined);
  });

  it("lead to each of several URLs, at the scheme's port where they name none", () => {
    assert.deepEqual(waysToUrls("nats://u:p@a.m.svc, nats://10.0.0.1:4333,nonsense", "own"), [
      { peers: [{ namespace: "m" }], ports: [4222] },
      { peers: [{ cidr: "10.0.0.1/32" }], ports: [4333] },
    ]);
    assert.deepEqual(waysToUrls("https://key@sentry.example.com/1", "own"), [{ ports: [443] }]);
    assert.deepEqual(waysToUrls("unix:///var/run/x", "own"), []);
  });

  it("lead to the stacks in every namespace, or out of the cluster", () => {
    const inside = "http://gateway.#{organizationId}-#{stackId}.svc:8080/api";
    assert.deepEqual(wayToStacks(inside), [{ peers: [{}], ports: [8080] }]);
    const outside = "https://#{organizationId}-#{stackId}.example.com/api";
    assert.deepEqual(wayToStacks(outside), [{ ports: [443] }]);
  });

  it("lead through the public entry, whose pods listen at other ports than its load balancer", () => {
    assert.deepEqual(waysToPublicUrls(["http://a.test:8000"], undefined), [
      { ports: [80, 8000, 8080, 10080] },
    ]);
    const entry = [{ namespace: "entry" }];
    assert.deepEqual(waysToPublicUrls(["https://a.test", "https://b.test:9443/x"], entry), [
      { ports: [443, 9443] },
      { peers: entry, ports: [443, 8443, 10443] },
    ]);
  });
});

describe("the ports at which Dex connects to identity providers", () => {
  it("are those of the settings", () => {
    assert.deepEqual(connectorPorts("saml", { ssoURL: "https://sso.test:9443" }), []);
    assert.deepEqual(connectorPorts("mockCallback", undefined), []);
    assert.deepEqual(connectorPorts("ldap", { host: "ldap.test" }), [636]);
    assert.deepEqual(connectorPorts("ldap", { host: "ldap.test", insecureNoSSL: true }), [389]);
    assert.deepEqual(connectorPorts("ldap", { host: "ldap.test:3269" }), [3269]);
    assert.deepEqual(connectorPorts("github", { clientID: "c" }), [443]);
    const oidc = {
      issuer: "https://login.test:8443/realm",
      redirectURI: "https://dex.test:7443/callback",
      discovery: [{ keys: "http://keys.test/jwks" }],
    };
    assert.deepEqual(connectorPorts("oidc", oidc), [80, 443, 8443]);
  });
});
