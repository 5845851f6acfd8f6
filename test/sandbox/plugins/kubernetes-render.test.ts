import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { type Plugins, startPlugins } from "../../../sandbox/plugins";
import { type Properties, UNKNOWN } from "../../../sandbox/plugins/protocol/values";
import { ProviderClient } from "./support/provider-client";

const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const SECRET = "kubernetes:core/v1:Secret";
const SERVICE = "kubernetes:core/v1:Service";
const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const CERTIFICATE = "kubernetes:cert-manager.io/v1:Certificate";
const CRD = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

describe("kubernetes stand-in, rendering", () => {
  let plugins: Plugins;
  let directory: string;
  let kubernetes: ProviderClient;

  before(async () => {
    plugins = await startPlugins();
  });

  after(() => plugins.stop());

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "rendered-"));
    kubernetes = new ProviderClient(plugins.debugProviders, "kubernetes");
    await kubernetes.configure({ renderYamlToDirectory: directory, namespace: "fcp" });
  });

  afterEach(async () => {
    kubernetes.close();
    await rm(directory, { recursive: true, force: true });
  });

  /** Checks and creates, as an update does. */
  async function create(type: string, news: Properties, name = "thing") {
    const { inputs } = await kubernetes.check(type, news);
    return { inputs, ...(await kubernetes.create(type, inputs, { name })) };
  }

  const file = (name: string) => path.join(directory, "1-manifest", name);

  it("writes an object to the official provider's file, sorted and stable", async () => {
    const { id, outputs } = await create(SERVICE, {
      spec: { ports: [{ targetPort: "http", port: 80, name: "http" }] },
      metadata: { labels: { b: "2", a: "1" }, name: "dex" },
      kind: "Service",
      apiVersion: "v1",
    });
    assert.equal(id, "fcp/dex");
    assert.deepEqual(outputs.status, {});
    assert.equal(
      await readFile(file("v1-service-fcp-dex.yaml"), "utf8"),
      [
        "apiVersion: v1",
        "kind: Service",
        "metadata:",
        "  name: dex",
        "  namespace: fcp",
        "  labels:",
        '    a: "1"',
        '    b: "2"',
        "spec:",
        "  ports:",
        "    - name: http",
        "      port: 80",
        "      targetPort: http",
        "",
      ].join("\n"),
    );
  });

  it("takes apiVersion and kind from the type, for custom resources too", async () => {
    await create(CERTIFICATE, { metadata: { name: "tls" }, spec: { dnsNames: ["a"] } });
    await create(CRD, { metadata: { name: "things.example.com" } });
    const certificate = parse(
      await readFile(file("cert-manager.io_v1-certificate-fcp-tls.yaml"), "utf8"),
    ) as Properties;
    assert.equal(certificate.apiVersion, "cert-manager.io/v1");
    assert.equal(certificate.kind, "Certificate");
    assert.deepEqual(await readdir(path.join(directory, "0-crd")), [
      "apiextensions.k8s.io_v1-customresourcedefinition-default-things.example.com.yaml",
    ]);
  });

  it("lets only the owner read a Secret's file", async () => {
    await create(SECRET, { metadata: { name: "s" }, stringData: { password: "hunter2" } });
    await create(CONFIG_MAP, { metadata: { name: "c" }, data: { a: "b" } });
    const modeOf = async (name: string) => (await stat(file(name))).mode & 0o777;
    assert.equal(await modeOf("v1-secret-fcp-s.yaml"), 0o600);
    assert.equal((await modeOf("v1-configmap-fcp-c.yaml")) & 0o600, 0o600);
  });

  it("does not write a file that says the same already", async () => {
    const inputs: Properties = { metadata: { name: "c" }, data: { a: "b" } };
    const made = await create(CONFIG_MAP, inputs);
    const before = await stat(file("v1-configmap-fcp-c.yaml"));
    await kubernetes.update(CONFIG_MAP, made.id, made.inputs, made.inputs);
    assert.equal((await stat(file("v1-configmap-fcp-c.yaml"))).ino, before.ino);
  });

  it("rewrites a changed file, and deletes it with its resource", async () => {
    const { id, inputs } = await create(DEPLOYMENT, {
      metadata: { name: "d" },
      spec: { replicas: 1 },
    });
    const news = { ...inputs, spec: { replicas: 2 } };
    const outputs = await kubernetes.update(DEPLOYMENT, id, inputs, news);
    assert.deepEqual(outputs.spec, { replicas: 2 });
    assert.match(await readFile(file("apps_v1-deployment-fcp-d.yaml"), "utf8"), /replicas: 2/);
    await kubernetes.delete(DEPLOYMENT, id, news);
    await kubernetes.delete(DEPLOYMENT, id, news);
    assert.deepEqual(await readdir(path.join(directory, "1-manifest")), []);
  });

  it("writes nothing in a preview, and keeps what is unknown", async () => {
    const news: Properties = { metadata: { name: "c" }, data: { url: UNKNOWN } };
    const { inputs } = await kubernetes.check(CONFIG_MAP, news);
    const { id, outputs } = await kubernetes.create(CONFIG_MAP, inputs, { preview: true });
    assert.equal(id, "");
    assert.deepEqual(outputs.data, { url: UNKNOWN });
    assert.deepEqual(await readdir(directory), []);
  });

  it("refuses an object without a name, which the program never has", async () => {
    const { failures } = await kubernetes.check(CONFIG_MAP, { data: { a: "b" } });
    assert.deepEqual(failures, ["metadata.name is missing; the local stand-in chooses no names"]);
  });

  it("sees a deleted and an edited file as drift", async () => {
    const { id, inputs } = await create(CONFIG_MAP, { metadata: { name: "c" }, data: { a: "b" } });
    const unchanged = await kubernetes.read(CONFIG_MAP, id, inputs);
    assert.deepEqual(unchanged?.inputs, inputs);

    const target = file("v1-configmap-fcp-c.yaml");
    await writeFile(target, (await readFile(target, "utf8")).replace("a: b", "a: c"));
    const edited = await kubernetes.read(CONFIG_MAP, id, inputs);
    assert.deepEqual(edited?.inputs.data, { a: "c" });

    await rm(target);
    assert.equal(await kubernetes.read(CONFIG_MAP, id, inputs), undefined);
  });

  it("serves two provider resources with configurations of their own", async () => {
    const other = new ProviderClient(plugins.debugProviders, "kubernetes");
    try {
      await other.configure({ renderYamlToDirectory: path.join(directory, "other") });
      await create(CONFIG_MAP, { metadata: { name: "here" } });
      const { inputs } = await other.check(CONFIG_MAP, { metadata: { name: "there" } });
      await other.create(CONFIG_MAP, inputs);
      const written = await readdir(directory, { recursive: true });
      assert.deepEqual(written.filter((name) => name.endsWith(".yaml")).sort(), [
        "1-manifest/v1-configmap-fcp-here.yaml",
        "other/1-manifest/v1-configmap-default-there.yaml",
      ]);
    } finally {
      other.close();
    }
  });

  it("replaces everything when the render directory changes, and nothing else", async () => {
    const olds = { renderYamlToDirectory: "a", namespace: "x" };
    const moved = await kubernetes.diffConfig(olds, { ...olds, renderYamlToDirectory: "b" });
    assert.deepEqual(moved.replaces, ["renderYamlToDirectory"]);
    const renamed = await kubernetes.diffConfig(olds, { ...olds, namespace: "y" });
    assert.deepEqual([renamed.changed, renamed.replaces], [["namespace"], []]);
  });

  it("takes an object that is looked up by its id alone to be there", async () => {
    const gateway = "kubernetes:gateway.networking.k8s.io/v1:Gateway";
    const found = await kubernetes.read(gateway, "infra/public", {}, {});
    assert.deepEqual(found?.outputs, {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: { name: "public", namespace: "infra" },
    });
  });
});
