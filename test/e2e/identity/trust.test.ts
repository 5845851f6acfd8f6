import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { toArgs } from "../../../config/to-args";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { changed, load } from "../../config/support";
import { createAuthority, type TestAuthority } from "../../support/certificates";
import { recordControlPlane } from "../../support/control-plane";
import { at, find } from "../../support/mocks";
import { CLIENT, logIn } from "../support/login";
import { startOpenIdProvider } from "../support/openid-provider";
import { hasLogged, keepServers } from "../support/servers";
import { issuerAt, startTestDex } from "./dex-for-tests";
import { connectorsOf } from "./generated-documents";

const ADA = { name: "Ada Lovelace", email: "ada@example.com", email_verified: true };

describe("a Dex whose OpenID Connect provider has a certificate of a private authority", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let folder = "";
  let authority: TestAuthority;

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    folder = mkdtempSync(path.join(tmpdir(), "formance-dex-files-"));
    authority = await createAuthority();
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** The variable of Dex's pod by which it trusts a bundle, with the pod's folder in ours. */
  async function trusting(caBundle: string): Promise<Record<string, string>> {
    const args = toArgs(load(changed({ trust: { caBundle } })), (plain) => plain);
    const resources = await recordControlPlane(args);
    const { inputs } = find(resources, "kubernetes:apps/v1:Deployment", "formance-dex");
    const container = at(inputs, "spec", "template", "spec", "containers", 0);
    const env = at(container, "env") as { name: string; value?: string }[];
    const mounts = at(container, "volumeMounts") as { name: string; mountPath: string }[];
    const mounted = mounts.find(({ name }) => name === "trust")?.mountPath ?? "";
    const map = find(resources, "kubernetes:core/v1:ConfigMap", "formance-dex-trust").inputs;
    const ours = path.join(folder, "trust");
    mount(at(map, "data") as Record<string, string>, ours);
    const variable = env.find(({ value }) => value?.includes(mounted));
    assert.ok(variable?.value, "no variable leads to the authorities");
    return { [variable.name]: variable.value.replace(mounted, ours) };
  }

  /** Starts a provider and a Dex that has it as a connector, and logs in there. */
  async function attempt(
    settings: Readonly<Record<string, unknown>>,
    env: Readonly<Record<string, string>> = {},
  ) {
    const port = await findFreePort();
    const issuer = issuerAt(port);
    const provider = await startOpenIdProvider({
      callback: `${issuer}/callback`,
      claims: { [CLIENT.id]: ADA },
      keys: await authority.issue({ names: ["127.0.0.1"] }),
    });
    servers.keep("the provider", provider);
    const client = { clientID: CLIENT.id, clientSecret: CLIENT.secret };
    const config = { issuer: provider.issuer, ...client, ...settings };
    const written = { type: "oidc", id: "private", name: "Private", config };
    const [connector] = await connectorsOf([written], { issuer, folder });
    assert.ok(connector);
    // Where no connector can be opened, Dex does not start.
    const other = { type: "mockCallback", id: "other", name: "Other", config: {} };
    const dex = servers.keep(
      "Dex",
      await startTestDex({ port, connectors: [connector, other], env }),
    );
    const ca = authority.certificate;
    const result = await logIn({ issuer, connector: "private", login: "", password: "", ca });
    return { dex, result };
  }

  it("does not trust it by itself", async () => {
    const { dex, result } = await attempt({});
    assert.ok("page" in result, "it was let in");
    await hasLogged(dex, /x509: certificate signed by unknown authority/);
  });

  it("trusts it by the bundle of the control plane", async () => {
    const { result } = await attempt({}, await trusting(authority.certificate));
    assert.ok("claims" in result, JSON.stringify(result));
    assert.equal(result.claims.email, ADA.email);
  });

  it("trusts it by the authorities of the connector", async () => {
    const { result } = await attempt({ rootCAs: [authority.certificate] });
    assert.ok("claims" in result, JSON.stringify(result));
    assert.equal(result.claims.email, ADA.email);
  });
});

/** Lays files out as Kubernetes mounts a ConfigMap: links to links, so that all change at once. */
function mount(data: Readonly<Record<string, string>>, folder: string): void {
  mkdirSync(path.join(folder, "..first"), { recursive: true });
  symlinkSync("..first", path.join(folder, "..data"));
  for (const [name, content] of Object.entries(data)) {
    writeFileSync(path.join(folder, "..first", name), content);
    symlinkSync(path.join("..data", name), path.join(folder, name));
  }
}
