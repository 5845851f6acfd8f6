import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PlainMap } from "../../../dex/merge";
import { startDex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { connectorSamples } from "../../dex/connectors/samples";
import { createAuthority } from "../../support/certificates";
import {
  documentOfEverything,
  exampleDocuments,
  mapsOf,
  withFiles,
  type DexConfiguration,
} from "./generated-documents";

/** Providers that Dex asks for their endpoints as soon as it starts. */
const DISCOVERED = [
  "type-oidc",
  "type-google",
  "type-openshift",
  "preset-okta",
  "preset-auth0",
  "preset-keycloak",
  "preset-google-workspace",
  "preset-ping",
  "preset-aws-cognito",
  "preset-zitadel",
  "preset-authentik",
];

/** A connector that asks nobody. */
const ALWAYS_THERE = { type: "mockCallback", id: "always-there", name: "Always there" };

describe("a real Dex on the documents that the program makes", function () {
  this.timeout(180_000);
  let folder = "";
  let everything: DexConfiguration;

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    folder = mkdtempSync(path.join(tmpdir(), "formance-dex-files-"));
    everything = await documentOfEverything();
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a Dex with its state in memory, and says what it logged. */
  async function start(document: DexConfiguration, goOn: boolean): Promise<string> {
    const port = await findFreePort();
    const issuer = `http://127.0.0.1:${port}`;
    const dex = await startDex({
      port,
      document: { ...document, issuer, storage: { type: "memory" } },
      env: {
        DEX_EXPAND_ENV: "false",
        DEX_CONTINUE_ON_CONNECTOR_FAILURE: String(goOn),
        // Nobody listens there, so that no provider is asked.
        HTTPS_PROXY: "http://127.0.0.1:1",
      },
    });
    await dex.stop();
    return dex.log();
  }

  /** The connectors of the samples that pass, with their files in a folder of this test. */
  async function connectors(wanted: (name: string) => boolean): Promise<PlainMap[]> {
    const { certificate, key } = await (await createAuthority()).issue({ names: ["dex"] });
    const chosen = mapsOf(everything, "connectors").filter((_, index) =>
      wanted(connectorSamples[index]?.name ?? ""),
    );
    return withFiles(chosen, folder, (name) => (name.endsWith("clientKey") ? key : certificate));
  }

  it("starts with every connector that asks nobody, and with every other setting", async () => {
    const known = await connectors((name) => !DISCOVERED.includes(name));
    assert.equal(known.length, connectorSamples.length - DISCOVERED.length);
    // Any connector that can't be opened would end it.
    const log = await start({ ...everything, connectors: known }, false);
    assert.doesNotMatch(log, /"level":"ERROR"/);
  });

  it("finds nothing wrong with the others but that they can't be asked", async () => {
    const known = await connectors(() => true);
    const log = await start({ ...everything, connectors: known }, true);
    const failures = log.split("\n").filter((line) => line.includes("Failed to open connector"));
    const errors = failures.map((line) => JSON.parse(line) as { id: string; err: string });
    assert.deepEqual(
      errors.map(({ id }) => id),
      DISCOVERED.map((name) => name.replace(/^(type|preset)-/, "")),
    );
    for (const { err } of errors) {
      assert.match(err, /proxyconnect tcp: dial tcp 127\.0\.0\.1:1: connect: connection refused/);
    }
  });

  it("starts on the examples, the profiles and the sandbox's stack", async () => {
    for (const { document } of await exampleDocuments()) {
      // A Dex of which no connector can be opened ends, whatever it is told to go on with.
      const connectors = [...mapsOf(document, "connectors"), ALWAYS_THERE];
      assert.match(await start({ ...document, connectors }, true), /"msg":"listening on"/);
    }
  });
});
