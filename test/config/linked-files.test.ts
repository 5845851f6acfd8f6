import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../config/load";
import { valueAt } from "../../config/path";
import { SecretText } from "../../config/secret-text";
import { toArgs } from "../../config/to-args";
import { expiredCertificate, validCertificate } from "./cases/certificates";
import { everySecret } from "./secret-paths";
import { changed, problemsOf, project, sourceOf } from "./support";

const connector = (rootCA: unknown, others: Record<string, unknown> = {}) => ({
  dex: {
    connectors: [
      {
        type: "ldap",
        id: "a",
        name: "A",
        config: {
          host: "ldap.example.com",
          userSearch: { baseDN: "dc=a", username: "uid" },
          rootCA,
          ...others,
        },
      },
    ],
  },
});

/** The key that stands among the secrets of all connectors. */
function privateKey(): string {
  const { dex } = everySecret("canary") as {
    dex: { connectors: { config?: { clientKey?: string } }[] };
  };
  return (
    dex.connectors.find(({ config }) => config?.clientKey !== undefined)?.config?.clientKey ?? ""
  );
}

describe("certificates and keys in files", () => {
  let projectDirectory: string;

  beforeEach(() => {
    projectDirectory = mkdtempSync(join(tmpdir(), "linked-files-"));
  });

  afterEach(() => {
    rmSync(projectDirectory, { recursive: true });
  });

  it("are read from the project's folder, keys as secrets", () => {
    writeFileSync(join(projectDirectory, "ca.pem"), validCertificate);
    writeFileSync(join(projectDirectory, "key.pem"), privateKey());
    const others = { clientCert: validCertificate, clientKey: "file:key.pem" };
    const values = changed(connector("file:ca.pem", others));
    // The name of a file is no secret, so it may stand in clear.
    const source = sourceOf(values, { projectDirectory, isSecret: (key) => key !== "dex" });
    const config = loadConfig(source);
    const settings = ["dex", "connectors", 0, "config"];
    strictEqual(valueAt(config, [...settings, "rootCA"]), validCertificate);
    strictEqual(valueAt(config, [...settings, "clientKey"]) instanceof SecretText, true);
    const args = toArgs(config, (plain) => `sealed:${plain}`);
    deepStrictEqual(args.dex?.connectors?.[0]?.files, [
      { setting: "rootCA", content: validCertificate },
      { setting: "clientCert", content: validCertificate },
      { setting: "clientKey", content: `sealed:${privateKey()}` },
    ]);
  });

  it("are checked like those that stand in the config", () => {
    writeFileSync(join(projectDirectory, "ca.pem"), expiredCertificate);
    deepStrictEqual(problemsOf(sourceOf(changed(connector("file:ca.pem")), { projectDirectory })), [
      {
        path: `${project}:dex.connectors[0].config.rootCA`,
        message: "expired on 2021-01-01. Give one that is valid.",
      },
    ]);
  });

  it("come from a Secret by its name and key", () => {
    const secretRef = { name: "ldap", key: "ca.crt" };
    const config = loadConfig(sourceOf(changed(connector({ secretRef }))));
    const args = toArgs(config, (plain) => plain);
    deepStrictEqual(args.dex?.connectors?.[0]?.files, [{ setting: "rootCA", secretRef }]);
  });
});
