import assert from "node:assert/strict";
import {
  administratorDatabase,
  databaseForOperator,
  databaseForPods,
  databaseOfUrl,
  databaseOfUrlForOperator,
  operatorAddress,
  type DatabaseSettings,
} from "../../facts/database";

const shared = {
  host: "db.internal",
  port: 6432,
  tlsMode: "verify-ca" as const,
  tlsCa: "common authority",
  operatorHost: "db.example.com",
  operatorPort: 15432,
} satisfies DatabaseSettings;

describe("where a service's database is", () => {
  it("is on the common server, with the service's name for database and role", () => {
    assert.deepEqual(databaseForPods({ host: "db.internal" }, "console"), {
      host: "db.internal",
      port: 5432,
      tlsMode: "verify-full",
      tlsCa: undefined,
      database: "console",
      user: "console",
    });
  });

  it("is on a server of the service's own, with its port, TLS and authority", () => {
    const own = {
      host: "console-db.internal",
      port: 5433,
      tlsMode: "require",
      tlsCa: "own authority",
      database: "web",
      user: "web_user",
    } as const;
    assert.deepEqual(databaseForPods({ ...shared, console: own }, "console"), own);
    assert.equal(databaseForPods({ ...shared, console: own }, "portal").host, "db.internal");
  });

  it("has another address for the machine that runs Pulumi", () => {
    const { host, port, tlsMode } = databaseForOperator(shared, "membership");
    assert.deepEqual([host, port, tlsMode], ["db.example.com", 15432, "verify-ca"]);
  });

  it("has none on a server of its own, since that address is the common server's", () => {
    const settings = { ...shared, membership: { host: "own.internal" } };
    const { host, port } = databaseForOperator(settings, "membership");
    assert.deepEqual([host, port], ["own.internal", 6432]);
    assert.deepEqual(operatorAddress(settings, "membership"), {});
  });

  it("is the pods' address through a port-forward", () => {
    const { host, port } = databaseForOperator(shared, "membership", { portForward: true });
    assert.deepEqual([host, port], ["db.internal", 6432]);
  });

  it("is what a URL says, with TLS by the settings where it says nothing of it", () => {
    const place = databaseForPods(shared, "membership");
    const database = databaseOfUrl(place, "postgresql://u:p%40@other:5433/app");
    assert.deepEqual(database, {
      host: "other",
      port: 5433,
      database: "app",
      user: "u",
      password: "p@",
      tlsMode: "verify-ca",
      tlsCa: "common authority",
      caFile: undefined,
      parameters: {},
    });
    const itself = databaseOfUrl(
      place,
      "postgresql://u:p@other/app?sslmode=require&sslrootcert=/etc/ca.pem",
    );
    assert.deepEqual(
      [itself.tlsMode, itself.tlsCa, itself.caFile],
      ["require", undefined, "/etc/ca.pem"],
    );
  });

  it("is at the operator's address by a URL too", () => {
    const address = (portForward: boolean) => {
      const operator = operatorAddress(shared, "membership", { portForward });
      const url = "postgresql://u:p@other:5433/app";
      const { host, port } = databaseOfUrlForOperator(shared, url, operator);
      return [host, port];
    };
    assert.deepEqual(address(false), ["db.example.com", 15432]);
    assert.deepEqual(address(true), ["other", 5433]);
  });

  it("is where the administrator logs in", () => {
    const { host, port, database, user } = administratorDatabase({
      ...shared,
      admin: { user: "root" },
    });
    assert.deepEqual([host, port, database, user], ["db.example.com", 15432, "postgres", "root"]);
  });
});
