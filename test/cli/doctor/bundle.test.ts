import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";

import { extract } from "tar-stream";

import { redactor } from "../../../messages/redact";
import { bundleFiles, writeBundle, type BundleContent } from "../../../cli/doctor/bundle";
import { CommandError } from "../../../cli/errors";
import type { StackConfig } from "../../../config";
import { plainSecrets, SecretText } from "../../../config/secret-text";

const SECRETS = { password: "p@ss word/1", token: "token-of-the-state", user: "login-of-the-test" };

const config = {
  domain: "example.com",
  database: { host: "db.example.com", membership: { password: new SecretText(SECRETS.password) } },
} as unknown as StackConfig;

const content: BundleContent = {
  report: {
    stack: "acme",
    verdict: { healthy: true, others: 0, warnings: 0 },
    results: [
      {
        id: "http",
        group: "dex",
        subject: "dex.example.com",
        status: "ok",
        evidence: `It said ${SECRETS.user}.`,
        milliseconds: 1,
      },
    ],
  },
  config,
  outputs: { firstLoginPassword: SECRETS.token, consoleUrl: "https://console.example.com" },
  resources: [{ urn: "urn:pulumi:acme::x::t::n", type: "t", inputs: {}, outputs: SECRETS }],
  versions: { controlPlane: "0.1.0" },
  snapshot: {
    namespace: "formance",
    time: new Date("2026-01-01T00:00:00Z"),
    certificateRequests: [],
    issuers: [],
    deployments: [
      {
        metadata: { name: "membership" },
        spec: { template: { spec: { containers: [{ name: "m", image: "registry/m:v1" }] } } },
      },
    ],
    pods: [],
    jobs: [],
    ingresses: [],
    routes: [],
    gateways: [],
    certificates: [],
    secrets: [{ name: "database", keys: ["password"] }],
    events: [
      {
        object: "membership-1",
        reason: "BackOff",
        message: `failed with ${SECRETS.token}`,
        count: 2,
        time: "2026-01-01T00:00:00.000Z",
      },
    ],
    logs: [
      {
        pod: "membership-1",
        container: "m",
        previous: true,
        lines: [`postgres://m:${encodeURIComponent(SECRETS.password)}@db/m`, "second line"],
      },
    ],
  },
};

const redact = redactor([...plainSecrets(config), SECRETS.token, SECRETS.user]);

async function unpack(file: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const archive = Readable.from([readFileSync(file)])
    .pipe(createGunzip())
    .pipe(extract());
  for await (const entry of archive) found.set(entry.header.name, await text(entry));
  return found;
}

describe("a bundle for support", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "formance-bundle-"));
  const file = path.join(folder, "doctor.tar.gz");

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("holds everything that was seen, for its owner alone, and no secret", async () => {
    await writeBundle(file, bundleFiles(content, redact));
    const files = await unpack(file);
    assert.deepEqual(
      [...files.keys()].map((name) => name.replace("doctor/", "")),
      [
        "README.txt",
        "doctor.json",
        "versions.json",
        "config.yaml",
        "outputs.json",
        "resources.txt",
        "cluster/objects.json",
        "cluster/events.txt",
        "logs/membership-1/m-previous.log",
      ],
    );
    const all = [...files.values()].join("\n");
    for (const secret of Object.values(SECRETS)) {
      for (const form of [secret, encodeURIComponent(secret)]) assert.ok(!all.includes(form), form);
    }
    assert.match(files.get("doctor/config.yaml") ?? "", /host: db\.example\.com/);
    assert.match(files.get("doctor/versions.json") ?? "", /registry\/m:v1/);
    assert.match(files.get("doctor/logs/membership-1/m-previous.log") ?? "", /second line/);
    if (process.platform !== "win32") assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("never replaces a file", async () => {
    const before = readFileSync(file);
    await assert.rejects(
      () => writeBundle(file, new Map()),
      (error) => error instanceof CommandError && error.message.includes("already exists"),
    );
    assert.deepEqual(readFileSync(file), before);
  });

  it("says where it can't be written", async () => {
    await assert.rejects(
      () => writeBundle(path.join(folder, "nowhere", "x.tar.gz"), new Map()),
      (error) => error instanceof CommandError && /can't be written.*ENOENT/.test(error.message),
    );
  });
});
