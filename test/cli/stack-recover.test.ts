import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { withoutPendingCreates, type Deployment } from "../../cli/stack-recover/pending-creates";
import { findEngine } from "../../workspace/engine/find-engine";
import { runCommand } from "../../workspace/run-command";
import { runCommandLine } from "./support";

const urn = (type: string, name: string) =>
  `urn:pulumi:acme::formance-control-plane::formance-control-plane:index:ControlPlane$${type}::${name}`;

const resource = (type: string, name: string, inputs: Record<string, unknown>) => ({
  urn: urn(type, name),
  type,
  custom: true,
  inputs,
});

const service = resource("kubernetes:core/v1:Service", "formance-dex", {
  metadata: { name: "formance-dex", namespace: "formance" },
});
const namespace = resource("kubernetes:core/v1:Namespace", "formance-namespace", {
  metadata: { name: "formance" },
});
const role = resource("postgresql:index/role:Role", "formance-dex-role", {
  name: "dex",
  password: {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "v1:x",
  },
});
const database = resource("postgresql:index/database:Database", "formance-dex-database", {
  name: "dex",
});
const password = resource("random:index/randomPassword:RandomPassword", "formance-password", {
  length: 40,
});

const creating = (...resources: ReturnType<typeof resource>[]) =>
  resources.map((each) => ({ type: "creating", resource: each }));

describe("a state with creates that were cut off", () => {
  it("has what may be there by the provider's id, for a refresh to find out", () => {
    const deleting = { type: "deleting", resource: service };
    const { deployment, takenUp, createdAgain } = withoutPendingCreates({
      manifest: { version: "v3" },
      resources: [{ ...namespace, id: "formance", outputs: {} }],
      pending_operations: [...creating(service, role, database, password), deleting],
    });
    assert.deepEqual(
      deployment.resources?.map(({ id, outputs }) => ({ id, outputs })),
      [
        { id: "formance", outputs: {} },
        { id: "formance/formance-dex", outputs: service.inputs },
        { id: "dex", outputs: role.inputs },
        { id: "dex", outputs: database.inputs },
      ],
    );
    assert.deepEqual(takenUp, [service.urn, role.urn, database.urn]);
    assert.deepEqual(createdAgain, [password.urn]);
    // The engine clears others itself.
    assert.deepEqual(deployment.pending_operations, [deleting]);
    assert.deepEqual(deployment.manifest, { version: "v3" });
  });

  it("knows what has no namespace by its name alone", () => {
    const { deployment } = withoutPendingCreates({ pending_operations: creating(namespace) });
    assert.equal(deployment.resources?.[0]?.id, "formance");
  });

  it("has a resource once, though it was cut off twice, or created since", () => {
    const { deployment, takenUp } = withoutPendingCreates({
      resources: [{ ...role, id: "dex", outputs: {} }],
      pending_operations: creating(service, service, role),
    });
    assert.deepEqual(
      deployment.resources?.map(({ id }) => id),
      ["dex", "formance/formance-dex"],
    );
    assert.deepEqual(takenUp, [service.urn]);
  });

  it("deletes with the next update what was to be replaced", () => {
    const other = { ...service, inputs: { metadata: { name: "dex-2", namespace: "formance" } } };
    const before = { ...service, id: "formance/formance-dex" };
    const replaced = (old: object): Deployment =>
      withoutPendingCreates({
        resources: [{ ...before, ...old }],
        pending_operations: creating(other),
      }).deployment;
    assert.deepEqual(
      replaced({}).resources?.map(({ id, delete: isDeleted }) => ({ id, isDeleted })),
      [
        { id: "formance/formance-dex", isDeleted: true },
        { id: "formance/dex-2", isDeleted: undefined },
      ],
    );
    // It is deleted already.
    assert.deepEqual(
      replaced({ pendingReplacement: true }).resources?.map(({ id }) => id),
      ["formance/dex-2"],
    );
  });
});

describe("control-plane stack recover", () => {
  let cwd: string;
  let searchPath: string | undefined;

  beforeEach(() => {
    cwd = mkdtempSync(path.join(tmpdir(), "formance-recover-"));
    searchPath = process.env.PATH;
    process.env.PATH = `${cwd}${path.delimiter}${searchPath ?? ""}`;
  });

  afterEach(() => {
    process.env.PATH = searchPath;
    rmSync(cwd, { recursive: true, force: true });
  });

  /** A CLI with this state, which keeps what it is told to import. */
  const withState = (deployment: Deployment, importing = 'cat > "imported"') => {
    writeFileSync(path.join(cwd, "state"), JSON.stringify({ version: 3, deployment }));
    const script = `#!/bin/sh\ncase "$2" in export) cat state;; import) ${importing};; esac\n`;
    writeFileSync(path.join(cwd, "pulumi"), script);
    chmodSync(path.join(cwd, "pulumi"), 0o755);
  };

  const run = (...args: string[]) =>
    runCommandLine(["stack", "recover", ...args], { cwd, env: process.env });

  it("writes the state, and says what comes next", async () => {
    withState({ resources: [], pending_operations: creating(service, password) });
    const { status, out, err } = await run("--stack", "acme");
    assert.equal(status, 0, err);
    assert.match(out, /^2 creates of stack acme were interrupted\.$/m);
    assert.match(out, /^ {2}kubernetes:core\/v1:Service formance-dex$/m);
    assert.match(
      out,
      /again:\n {2}random:index\/randomPassword:RandomPassword formance-password$/m,
    );
    assert.match(out, /^ {2}pulumi up --refresh --stack acme$/m);
    const imported = JSON.parse(readFileSync(path.join(cwd, "imported"), "utf8")) as {
      readonly version: number;
      readonly deployment: Deployment;
    };
    assert.equal(imported.version, 3);
    assert.equal(imported.deployment.resources?.[0]?.id, "formance/formance-dex");
    assert.deepEqual(imported.deployment.pending_operations, []);
  });

  it("changes nothing where nothing was cut off", async () => {
    withState({ resources: [] });
    const { status, out } = await run("--stack", "acme");
    assert.equal(status, 0);
    assert.equal(out, "Stack acme has no interrupted creates. Nothing was changed.\n");
    assert.ok(!existsSync(path.join(cwd, "imported")));
  });

  it("prints JSON", async () => {
    withState({ resources: [], pending_operations: creating(service, password) });
    const { out } = await run("--stack", "acme", "--json");
    assert.deepEqual(JSON.parse(out), {
      stack: "acme",
      takenUp: [service.urn],
      createdAgain: [password.urn],
    });
  });

  it("tells how to read a state whose update was killed while it was written", async () => {
    const engine = await findEngine();
    process.env.PATH = [engine.binDirectory, searchPath].join(path.delimiter);
    const env = {
      ...process.env,
      ...engine.env,
      PATH: process.env.PATH,
      PULUMI_BACKEND_URL: pathToFileURL(cwd).href,
      PULUMI_CONFIG_PASSPHRASE: "acme",
    };
    writeFileSync(path.join(cwd, "Pulumi.yaml"), "name: killed\nruntime: yaml\n");
    const init = await runCommand("pulumi", ["stack", "init", "acme"], { cwd, env });
    assert.equal(init.code, 0, init.stderr);
    // The engine creates this file, writes it, and then puts the new state in its place.
    writeFileSync(path.join(cwd, ".pulumi/stacks/killed/acme.json.attrs"), "");
    const recover = () => runCommandLine(["stack", "recover", "--stack", "acme"], { cwd, env });
    const { status, err } = await recover();
    assert.equal(status, 1);
    const command = /^ *(find .*)$/m.exec(err)?.[1] ?? "";
    assert.match(command, /\*\.attrs/, err);
    await runCommand("sh", ["-c", command], { cwd, env });
    assert.equal(
      (await recover()).out,
      "Stack acme has no interrupted creates. Nothing was changed.\n",
    );
  });

  it("tells why the CLI refuses, how to remove a lock, and that there is none", async () => {
    withState(
      { pending_operations: creating(service) },
      "echo 'error: the stack is currently locked by 1 lock(s)' >&2; exit 255",
    );
    const locked = await run("--stack", "acme");
    assert.equal(locked.status, 1);
    assert.match(locked.err, /stack import failed: the stack is currently locked/);
    assert.match(locked.err, /pulumi cancel --stack acme/);
    process.env.PATH = "/nonexistent";
    assert.match((await run("--stack", "acme")).err, /The Pulumi CLI wasn't found/);
    assert.equal((await run()).status, 2);
  });
});
