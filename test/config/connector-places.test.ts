import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { connectorPlaces } from "../../config/connector-places";

describe("where connectors are written", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "formance-places-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function placesOf(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    const stackFile = path.join(folder, "Pulumi.dev.yaml");
    return Object.fromEntries(connectorPlaces("formance-control-plane", folder, stackFile));
  }

  it("is a path, a file and a line, by the id that Dex knows", () => {
    const places = placesOf({
      "Pulumi.dev.yaml": `config:
  formance-control-plane:dex:
    connectors:
      - preset: google
        clientId: formance
      - type: oidc
        id: sso
      - type: ldap
`,
    });
    assert.deepEqual(places, {
      google: { path: "dex.connectors[0]", file: "Pulumi.dev.yaml", line: 4 },
      sso: { path: "dex.connectors[1]", file: "Pulumi.dev.yaml", line: 6 },
      ldap: { path: "dex.connectors[2]", file: "Pulumi.dev.yaml", line: 8 },
    });
  });

  it("is in the shared file that holds them", () => {
    const places = placesOf({
      "base.yaml": "dex:\n  connectors:\n    - preset: okta\n",
      "Pulumi.dev.yaml": `config:
  formance-control-plane:extends: [base.yaml]
  formance-control-plane:dex:
    admin: { email: a@example.com }
`,
    });
    assert.deepEqual(places, { okta: { path: "dex.connectors[0]", file: "base.yaml", line: 3 } });
  });

  it("is unknown where they are encrypted, or there are none", () => {
    const dex = "config:\n  formance-control-plane:dex:\n    secure: v1:AAAA:AAAA\n";
    assert.deepEqual(placesOf({ "Pulumi.dev.yaml": dex }), {});
    assert.deepEqual(placesOf({ "Pulumi.dev.yaml": "config: {}\n" }), {});
  });
});
