import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { titleOf } from "../../../moving-from-helm/release/object-id";
import { forgetSchema, type ForgetReport } from "../../../moving-from-helm/forget/report";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { workspacePlaces } from "../../../workspace/places";
import { writeRecord } from "../../../workspace/record";
import { runCommandLine, type CommandOutcome } from "../../cli/support";
import { openTestSandbox, type TestSandbox } from "../../engine/sandbox";
import { at } from "../../support/mocks";
import { accountToken } from "../support/account-token";
import { marked, recordOf } from "../support/helm-release";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import { pathOf, type KubeObject } from "../support/kube-client";
import { onExistingDatabases, writeStackFile } from "../support/stack-file";
import {
  adopted,
  asInstalled,
  configMap,
  DELETED,
  inManifestOnly,
  KEPT,
  namespace,
  otherRelease,
  release,
  restrictedAccount,
  secret,
  services,
  TAKEN,
} from "./forgettable-release";
import { makeReady } from "./make-ready";

const root = path.resolve(__dirname, "../../../..");
const settings = {
  ...onExistingDatabases,
  createNamespace: false,
  adopt: { release: "acme" },
  ingress: { waitForLoadBalancer: false, tls: { mode: "existing", secretName: "acme-tls" } },
};

const title = ({ kind = "", metadata }: KubeObject) => `${kind}/${metadata?.name ?? ""}`;

describe("control-plane forget-helm-release on a real API server", function () {
  this.timeout(300_000);
  const old = new Map<string, KubeObject>();
  let cwd = "";
  let server: KubeApiServer;
  let test: TestSandbox;

  const put = async (object: KubeObject): Promise<KubeObject> => {
    const { status, body } = await server.client.put(object);
    assert.ok(status < 300, `${title(object)}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const read = (object: KubeObject) => server.client.request("GET", pathOf(object));
  const objectOf = (wanted: string): KubeObject => {
    const found = [...release.objects, ...release.hooks].find((each) => title(each) === wanted);
    assert.ok(found, wanted);
    return found;
  };
  const records = async () => {
    const list = `/api/v1/namespaces/${namespace}/secrets?labelSelector=owner%3Dhelm%2Cname%3Dacme`;
    const { body } = await server.client.request("GET", list);
    return (body.items as KubeObject[]).map(({ metadata }) => metadata?.name);
  };
  const forget = (...args: string[]): Promise<CommandOutcome> =>
    runCommandLine(["forget-helm-release", "--release", "acme", "--stack", "dev", ...args], {
      cwd,
    });
  const titlesOf = ({ objects }: ForgetReport, outcome: string) =>
    objects
      .filter((each) => each.outcome === outcome)
      .map(titleOf)
      .sort();

  before(async function () {
    // The API server is built at the first time, which takes minutes.
    this.timeout(1_800_000);
    server = await startKubeApiServer();
    await put({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
    for (const object of release.objects)
      old.set(title(object), await put(marked(object, release)));
    for (const hook of release.hooks) old.set(title(hook), await put(hook));
    await put(recordOf(release, 1, "superseded"));
    await put(recordOf(asInstalled, 2, "deployed"));
    await put(recordOf(otherRelease, 1, "deployed"));
    await put(
      configMap("acme-of-another", { labels: { "app.kubernetes.io/managed-by": "pulumi" } }),
    );
    // Deleting its owner would delete the Secret, as an ExternalSecret's.
    const owner = old.get("ConfigMap/acme-passwords-source")?.metadata;
    const { name = "", uid } = owner ?? {};
    const ownerReferences = [{ apiVersion: "v1", kind: "ConfigMap", name, uid }];
    await put(marked(secret("passwords", { ownerReferences }), release));

    // The dynamic provider finds the seed's module from its working folder, so it lies in here.
    mkdirSync(path.join(root, ".sandbox-test"), { recursive: true });
    cwd = mkdtempSync(path.join(root, ".sandbox-test", "forget-"));
    const settingsFile = writeStackFile(cwd, {
      ...settings,
      "kubernetes:upsertExistingObjects": "true",
    });
    const { kubeconfig, context } = server;
    const folder = path.join(cwd, ".sandbox");
    test = await openTestSandbox(
      { settingsFile, cluster: { kubeconfig, context }, waits: false },
      folder,
    );
    await test.sandbox.deploy();
    writeRecord(workspacePlaces(folder), { stack: "dev" });
  });

  after(async () => {
    await test.remove();
    await server.stop();
    rmSync(cwd, { recursive: true, force: true });
  });

  it("refuses while the stack's pods are not there, and names them", async () => {
    const { status, out, err } = await forget("--yes");
    assert.equal(status, 1);
    assert.equal(out, "");
    for (const service of Object.keys(services)) {
      assert.match(
        err,
        new RegExp(`Deployment/formance-${service} of the stack has 0 of \\d pods?`),
      );
    }
    for (const name of adopted) {
      assert.match(err, new RegExp(`Service/${name} has no ready pod of the stack`));
    }
    assert.match(err, /nothing was changed/);
    assert.deepEqual(await records(), ["sh.helm.release.v1.acme.v1", "sh.helm.release.v1.acme.v2"]);
  });

  it("refuses as long as a Service leads to the release's pods", async () => {
    await makeReady(server.client);
    const back = objectOf("Service/acme-dex");
    const url = `${pathOf(back)}?fieldManager=somebody&force=true`;
    const { body } = await read(back);
    const select = (selector: unknown) =>
      server.client.request("PATCH", url, {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "acme-dex" },
        spec: { selector },
      });
    await select({ "app.kubernetes.io/instance": "acme" });
    const { status, err } = await forget();
    assert.equal(status, 1);
    assert.match(err, /Service\/acme-dex doesn't select the stack's pods, but others: .*pulumi up/);
    assert.doesNotMatch(err, /Deployment\//);
    await select(at(body, "spec", "selector"));
  });

  it("refuses a release that isn't there, and one of which the stack has nothing", async () => {
    const ended = (name: string) =>
      runCommandLine(["forget-helm-release", "--release", name, "--stack", "dev", "--yes"], {
        cwd,
      });
    const wrong = await ended("amce");
    assert.equal(wrong.status, 1);
    assert.match(
      wrong.err,
      /no record of a release amce in the namespace formance.*: acme, other\./,
    );
    const foreign = await ended("other");
    assert.equal(foreign.status, 1);
    assert.match(
      foreign.err,
      /hasn't taken over anything from the release other.*helm -n formance uninst/,
    );
  });

  it("refuses another namespace than the stack's", async () => {
    const { status, err } = await forget("--namespace", "elsewhere");
    assert.equal(status, 1);
    assert.match(err, /in the namespace formance.*helm -n elsewhere uninstall acme/s);
  });

  it("says so when the cluster doesn't answer, or isn't known", async () => {
    const cluster = { server: `https://127.0.0.1:${await findFreePort()}` };
    const clusters = [{ name: server.context, cluster }];
    const file = writeKubeconfig("nobody.yaml", { clusters });
    const { status, err } = await forget("--kubeconfig", file);
    assert.equal(status, 1);
    assert.match(err, /^The cluster can't be reached, and nothing was changed\. \S/);

    const unknown = await forget("--context", "elsewhere");
    assert.equal(unknown.status, 2);
    assert.match(unknown.err, /no context elsewhere/);
  });

  it("says what would become of each object, and changes nothing", async () => {
    const { status, out, err } = await forget("--keep", "secrets/acme-license", "--json");
    assert.equal(status, 0, err);
    const report = forgetSchema.parse(JSON.parse(out));
    assert.equal(report.state, "planned");
    assert.deepEqual(titlesOf(report, "taken-over"), TAKEN);
    assert.deepEqual(titlesOf(report, "kept"), KEPT);
    assert.deepEqual(titlesOf(report, "delete"), DELETED);
    assert.deepEqual(titlesOf(report, "gone"), inManifestOnly.map(title).sort());
    const reason = (wanted: string) =>
      report.objects.find((each) => titleOf(each) === wanted)?.reason ?? "";
    assert.match(reason("Secret/passwords"), /^(the stack's|database\.)/);
    assert.match(reason("Secret/acme-tls"), /refers to it|config/);
    assert.match(reason("ConfigMap/acme-passwords-source"), /owns Secret\/passwords/);
    assert.match(reason("ConfigMap/acme-of-another"), /managed-by is pulumi/);
    assert.match(reason("Secret/acme-postgresql"), /kept StatefulSet\/acme-postgresql/);
    assert.equal((await records()).length, 2);
    for (const wanted of DELETED) assert.equal((await read(objectOf(wanted))).status, 200, wanted);

    const words = await forget("--keep", "secrets/acme-license");
    assert.match(
      words.out,
      /Nothing was changed\. This would delete 17 objects and Helm's 2 records/,
    );
    assert.match(
      words.out,
      /control-plane forget-helm-release --release acme --stack dev --keep secrets\/acme-license --yes/,
    );
  });

  it("tells what the cluster refuses, does the rest, and leaves the records", async () => {
    const kubeconfig = await restrictedLogin();
    const { status, out } = await forget(
      ...["--keep", "secret/acme-license", "--kubeconfig", kubeconfig, "--yes", "--json"],
    );
    assert.equal(status, 1);
    const report = forgetSchema.parse(JSON.parse(out));
    assert.equal(report.state, "failed");
    const failed = report.objects.filter(({ failure }) => failure !== undefined);
    assert.deepEqual(failed.map(titleOf), ["CronJob/acme-membership-cycle"]);
    assert.match(failed[0]?.failure ?? "", /cannot delete resource "cronjobs".*\(403\)/);
    assert.equal((await read(objectOf("Deployment/acme-portal"))).status, 404);
    assert.equal((await records()).length, 2);
  });

  it("ends the release when it is repeated, and leaves what it must leave", async () => {
    const { status, out, err } = await forget("--keep", "secret/acme-license", "--yes");
    assert.equal(status, 0, err);
    assert.match(out, /Deleted 1 object and Helm's 2 records: the release is forgotten\./);
    assert.deepEqual(await records(), []);
    for (const wanted of DELETED) assert.equal((await read(objectOf(wanted))).status, 404, wanted);
    for (const wanted of [...TAKEN, ...KEPT]) {
      const { status: found, body } = await read(objectOf(wanted));
      assert.equal(found, 200, wanted);
      const [was, now] = [old.get(wanted), body];
      assert.equal(at(now, "metadata", "uid"), at(was, "metadata", "uid"), wanted);
      if (wanted.startsWith("Service/")) {
        assert.equal(at(now, "spec", "clusterIP"), at(was, "spec", "clusterIP"), wanted);
      }
      if (!TAKEN.includes(wanted)) continue;
      const marks = JSON.stringify([
        at(now, "metadata", "labels"),
        at(now, "metadata", "annotations"),
      ]);
      assert.doesNotMatch(marks, /helm/i, wanted);
    }
    assert.equal((await read(recordOf(otherRelease, 1, "deployed"))).status, 200);
  });

  it("has nothing left to do the second time", async () => {
    const { status, err } = await forget("--yes");
    assert.equal(status, 1);
    assert.match(err, /no record of a release acme[\s\S]*nothing is left to do/);
  });

  it("has changed nothing that the stack would change back", async () => {
    const { changes } = await test.sandbox.deploy({ refresh: true });
    assert.deepEqual(Object.keys(changes), ["same"]);
  });

  /** A kubeconfig of the account that may do all of it, but delete CronJobs. */
  async function restrictedLogin(): Promise<string> {
    for (const object of restrictedAccount) await put(object);
    const account = { name: restrictedAccount[0]?.metadata?.name ?? "", namespace };
    const token = await accountToken(server.kubeconfig, account);
    return writeKubeconfig("restricted.yaml", {
      users: [{ name: server.context, user: { token } }],
    });
  }

  /** Writes the server's kubeconfig with changes. */
  function writeKubeconfig(name: string, changes: object): string {
    const kubeconfig = parse(readFileSync(server.kubeconfig, "utf8")) as object;
    const file = path.join(cwd, name);
    writeFileSync(file, stringify({ ...kubeconfig, ...changes }), { mode: 0o600 });
    return file;
  }
});
