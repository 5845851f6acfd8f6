import assert from "node:assert/strict";
import { parse } from "yaml";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane } from "../../support/control-plane";
import { at, find, type Plain, type Recorded } from "../../support/mocks";
import { validCertificate } from "../../config/cases/certificates";

const authority = validCertificate;
const url = (service: string, parameters = "") =>
  `postgresql://u:p%40@other.internal:6432/${service}${parameters}`;

/** The URLs of the services' pods and migration Jobs, Dex's storage, and the seed's connection. */
function connections(resources: Recorded[]) {
  const uri = (name: string) =>
    at(find(resources, "kubernetes:core/v1:Secret", name).inputs, "stringData", "POSTGRES_URI");
  const file = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config").inputs;
  const document = parse(String(at(file, "stringData", "config.yaml"))) as Plain;
  const seed = resources.find(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
  const { host, port, tlsMode, tlsCa } = (at(seed?.inputs, "connection") ?? {}) as Plain;
  return {
    pods: ["membership", "console", "portal"].map((name) => uri(`formance-${name}`)),
    jobs: ["membership", "console", "portal"].map((name) => uri(`formance-${name}-jobs`)),
    dex: at(document, "storage", "config") as Plain,
    seed: { host, port, tlsMode, tlsCa: tlsCa === "" ? undefined : tlsCa },
  };
}

const deploy = async (
  database: Partial<ControlPlaneArgs["database"]>,
  seed: ControlPlaneArgs["seed"] = { users: [{ email: "a@example.com" }] },
) =>
  connections(
    await recordControlPlane({
      domain: "example.com",
      database: {
        host: "db.internal",
        membership: { url: url("membership") },
        dex: { url: url("dex") },
        console: { url: url("console") },
        portal: { url: url("portal") },
        ...database,
      },
      seed,
    }),
  );

interface Decision {
  readonly database: Partial<ControlPlaneArgs["database"]>;
  readonly query: string;
  readonly ssl: Plain;
  /** Nothing where the seed is made in the cluster. */
  readonly seed?: Plain;
}

const ca = "sslrootcert=%2Fetc%2Fformance%2Fdatabase-ca%2Fca.crt";
const caFile = "/etc/formance/database-ca/ca.crt";

const inEach = (parameters: string, settings: Plain = {}) =>
  Object.fromEntries(
    ["membership", "dex", "console", "portal"].map((service) => [
      service,
      { url: url(service, parameters), ...settings },
    ]),
  );

const decisions: Readonly<Record<string, Decision>> = {
  "in full, where nothing says otherwise": {
    database: {},
    query: "?sslmode=verify-full",
    ssl: { mode: "verify-full" },
    seed: { tlsMode: "verify-full", tlsCa: undefined },
  },
  "by the settings of all": {
    database: { tlsMode: "verify-ca", tlsCa: authority },
    query: `?sslmode=verify-ca&${ca}`,
    ssl: { mode: "verify-ca", caFile },
    seed: { tlsMode: "verify-ca", tlsCa: authority },
  },
  "by the service's own settings": {
    database: {
      tlsMode: "disable",
      allowInsecure: true,
      ...inEach("", { tlsMode: "require", tlsCa: authority }),
    },
    query: `?sslmode=require&${ca}`,
    ssl: { mode: "require", caFile },
    seed: { tlsMode: "require", tlsCa: authority },
  },
  "by the URL, before the settings of all": {
    database: { tlsMode: "verify-ca", tlsCa: authority, ...inEach("?sslmode=require") },
    query: `?sslmode=require&${ca}`,
    ssl: { mode: "require", caFile },
    seed: { tlsMode: "require", tlsCa: authority },
  },
  "by the URL's authority": {
    database: { tlsCa: authority, ...inEach("?sslrootcert=/etc/own.pem") },
    query: "?sslrootcert=/etc/own.pem&sslmode=verify-full",
    ssl: { mode: "verify-full", caFile: "/etc/own.pem" },
  },
};

describe("TLS to a database by a URL", () => {
  for (const [what, { database, query, ssl, seed }] of Object.entries(decisions)) {
    it(`is decided once, for pods, Jobs, Dex and the seed: ${what}`, async () => {
      const made = await deploy(database, seed === undefined ? { via: "wizard" } : undefined);
      const uris = ["membership", "console", "portal"].map((service) => url(service, query));
      assert.deepEqual(made.pods, uris);
      assert.deepEqual(made.jobs, uris);
      assert.deepEqual(made.dex.ssl, ssl);
      if (seed === undefined) return;
      assert.deepEqual(made.seed, { host: "other.internal", port: 6432, ...seed });
    });
  }

  it("leaves the further parameters to the services, and the URL's own win", async () => {
    const made = await deploy({
      parameters: { application_name: "all", options: "-c search_path=a" },
      console: { url: url("console", "?application_name=own&sslmode=verify-full") },
    });
    assert.deepEqual(made.pods, [
      url("membership", "?sslmode=verify-full&application_name=all&options=-c%20search_path%3Da"),
      url("console", "?application_name=own&sslmode=verify-full&options=-c%20search_path%3Da"),
      url("portal", "?sslmode=verify-full&application_name=all&options=-c%20search_path%3Da"),
    ]);
    assert.deepEqual(Object.keys(made.dex).sort(), [
      "database",
      "host",
      "password",
      "port",
      "ssl",
      "user",
    ]);
  });

  it("gives Dex what it has fields for", async () => {
    const made = await deploy({
      dex: { url: url("dex", "?sslcert=/etc/c.crt&sslkey=/etc/c.key&connect_timeout=5") },
    });
    assert.deepEqual(made.dex, {
      host: "other.internal",
      port: 6432,
      database: "dex",
      user: "u",
      password: "p@",
      connectionTimeout: 5,
      ssl: { mode: "verify-full", certFile: "/etc/c.crt", keyFile: "/etc/c.key" },
    });
  });
});
