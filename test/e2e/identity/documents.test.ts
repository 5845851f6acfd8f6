import assert from "node:assert/strict";
import { deepMerge, type PlainMap } from "../../../dex/merge";
import { connectorSamples } from "../../dex/connectors/samples";
import { readStrictly } from "../support/strict-dex";
import {
  documentOfEverything,
  exampleDocuments,
  mapsOf,
  withoutRoles,
  type DexConfiguration,
} from "./generated-documents";

/** What Dex knows beside what the program writes by itself. */
const OVERRIDES: PlainMap = {
  web: {
    headers: { "X-Frame-Options": "DENY" },
    allowedOrigins: ["*"],
    clientRemoteIP: { header: "X-Forwarded-For", trustedProxies: ["10.0.0.0/8"] },
  },
  telemetry: { http: "0.0.0.0:5558", enableProfiling: false },
  grpc: { addr: "127.0.0.1:5557", reflection: true },
};

const STORAGES: Readonly<Record<string, PlainMap>> = {
  postgres: {
    host: "db.example.com",
    port: 5432,
    database: "dex",
    user: "dex",
    password: "dex-5RkQ",
    connectionTimeout: 15,
    maxOpenConns: 5,
    maxIdleConns: 5,
    connMaxLifetime: 60,
    ssl: { mode: "verify-full", caFile: "/ca.crt", keyFile: "/tls.key", certFile: "/tls.crt" },
  },
  kubernetes: { inCluster: true },
  memory: {},
};

/** Maps whose keys are the user's own. */
const FREE = [
  "frontend.extra",
  "type-google.config.domainToAdminEmail",
  "preset-google-workspace.config.domainToAdminEmail",
];

describe("the documents that Dex gets, read by Dex's own types, unknown fields refused", function () {
  this.timeout(180_000);
  let everything: DexConfiguration;
  let connectors: readonly PlainMap[] = [];

  before(async function () {
    // On a new machine the reader is built first.
    this.timeout(1_200_000);
    const generated = await documentOfEverything();
    const { issuer } = generated;
    everything = withoutRoles({ ...deepMerge(generated, OVERRIDES), issuer });
    connectors = mapsOf(everything, "connectors");
    assert.equal(connectors.length, connectorSamples.length);
  });

  /** The document with this connector alone. */
  const only = (connector: PlainMap | undefined) => {
    assert.ok(connector);
    return { ...everything, connectors: [connector] };
  };

  it("are known with every setting and every connector at once", async () => {
    assert.deepEqual(await readStrictly([everything]), [""]);
  });

  for (const [index, { name }] of connectorSamples.entries()) {
    it(`are known with the connector of ${name}`, async () => {
      assert.deepEqual(await readStrictly([only(connectors[index])]), [""]);
    });
  }

  for (const [type, config] of Object.entries(STORAGES)) {
    it(`are known with all of the storage ${type}`, async () => {
      assert.deepEqual(await readStrictly([{ ...everything, storage: { type, config } }]), [""]);
    });
  }

  it("are known in the examples, in the profiles and in the sandbox", async () => {
    const documents = await exampleDocuments();
    const names = documents.map(({ name }) => name);
    assert.deepEqual(
      ["production", "small-test", "1-minimal", "dev"].filter((name) => !names.includes(name)),
      [],
    );
    const read = await readStrictly(documents.map(({ document }) => withoutRoles(document)));
    assert.deepEqual(
      names.map((name, index) => `${name}: ${read[index] ?? ""}`),
      names.map((name) => `${name}: `),
    );
  });

  it("have one field that only Formance's Dex knows: the role of a local user", async () => {
    const [user] = mapsOf(everything, "staticPasswords");
    const staticPasswords = [{ ...user, role: "USER" }];
    const [answer] = await readStrictly([{ ...everything, staticPasswords }]);
    assert.match(answer ?? "", /unknown field "role"/);
  });

  it("are refused with one key too many, in whichever map", async () => {
    const documents = [
      ...withOneKeyTooMany({ ...everything, connectors: [] }),
      ...connectorSamples.flatMap(({ name }, index) =>
        withOneKeyTooMany(only(connectors[index]))
          .filter(({ place }) => place.startsWith("connectors.0"))
          .map(({ place, document }) => ({
            place: place.replace("connectors.0", name),
            document,
          })),
      ),
      ...Object.entries(STORAGES).flatMap(([type, config]) =>
        withOneKeyTooMany({ ...everything, storage: { type, config } }).filter(({ place }) =>
          place.startsWith("storage"),
        ),
      ),
    ];
    assert.ok(documents.length > 100, `only ${documents.length} maps`);
    const answers = await readStrictly(documents.map(({ document }) => document));
    const accepted = documents.filter((_, index) => answers[index] === "");
    assert.deepEqual(
      accepted.map(({ place }) => place),
      FREE,
    );
    for (const answer of answers.filter((text) => text !== "")) {
      assert.match(answer, /unknown field "slip"/);
    }
  });
});

/** The document once for each map in it, with a key there that nobody knows. */
function withOneKeyTooMany(document: PlainMap): { place: string; document: PlainMap }[] {
  return mapsIn(document).map((place) => {
    const copy = structuredClone(document);
    const map = place.reduce<unknown>((inner, step) => (inner as PlainMap)[step], copy);
    (map as Record<string, unknown>).slip = "unknown";
    return { place: place.join("."), document: copy };
  });
}

/** The paths of all maps in a value, its own first. */
function mapsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== "object") return [];
  const children = Object.entries(value).flatMap(([key, child]) => mapsIn(child, [...path, key]));
  return Array.isArray(value) ? children : [path, ...children];
}
