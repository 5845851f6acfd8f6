import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startPlugins, type Plugins } from "../../../sandbox/plugins";
import { findEngine } from "../../../workspace/engine/find-engine";
import { projectRoot } from "../../../workspace/folders";
import { runCommand } from "../../../workspace/run-command";
import { Consumer } from "../../package/consumer";
import { openTerminal } from "../../sandbox/terminal/pseudo-terminal";
import { prepareNodeLanguageHost } from "../support/language-host";

const root = projectRoot();
const template = path.join(root, "templates/typescript");

const ENTER = "\r";

interface Manifest {
  version: string;
  peerDependencies: Record<string, string>;
  dependencies: Record<string, string>;
  engines: Record<string, string>;
}

const manifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;

describe("the template of pulumi new", function () {
  this.timeout(600_000);
  let consumer: Consumer;
  let plugins: Plugins;
  let env: NodeJS.ProcessEnv;
  const project = () => consumer.at("acme");

  /** Runs the CLI in the project that it made. */
  const pulumi = (args: readonly string[]) =>
    runCommand("pulumi", args, { cwd: project(), env, timeout: 300_000 });

  before(async () => {
    consumer = new Consumer();
    for (const folder of ["acme", "bin", "home"]) mkdirSync(consumer.at(folder));
    const { binDirectory } = await findEngine();
    const programs = {
      pulumi: path.join(binDirectory, "pulumi"),
      "pulumi-language-nodejs": await prepareNodeLanguageHost(),
    };
    for (const [name, file] of Object.entries(programs)) {
      symlinkSync(file, consumer.at(`bin/${name}`));
    }
    plugins = await startPlugins();
    env = {
      ...process.env,
      PATH: `${consumer.at("bin")}${path.delimiter}${process.env.PATH ?? ""}`,
      PULUMI_HOME: consumer.at("home"),
      PULUMI_BACKEND_URL: pathToFileURL(consumer.at("state")).href,
      PULUMI_CONFIG_PASSPHRASE: "template",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: plugins.debugProviders,
    };

    // Not every release is published yet when it is tested.
    const { file } = await consumer.pack();
    cpSync(template, consumer.at("template"), { recursive: true });
    const packed = manifest(consumer.at("template"));
    packed.dependencies["formance-control-plane"] = pathToFileURL(file).href;
    writeFileSync(consumer.at("template/package.json"), JSON.stringify(packed));
  });

  after(async () => {
    await plugins.stop();
    consumer.remove();
  });

  it("needs this version, and the Node and packages of Pulumi that it needs", () => {
    const { version, peerDependencies, engines } = manifest(root);
    assert.deepEqual(manifest(template).engines, engines);
    const { "@pulumi/policy": _, ...peers } = peerDependencies;
    assert.deepEqual(manifest(template).dependencies, {
      ...peers,
      "formance-control-plane": `^${version}`,
    });
  });

  it("makes a project that asks for domain, database and login, and keeps its secrets", async () => {
    const terminal = openTerminal(["pulumi", "new", consumer.at("template")], {
      cwd: project(),
      env,
    });
    // The CLI asks for the project first, and then in alphabetical order.
    const answers: [RegExp, string][] = [
      [/Project name/, "acme"],
      [/Project description/, ""],
      [/Stack name/, "dev"],
      [/\(certificateIssuer\)/, ""],
      [/\(databaseAdmin\)/, ""],
      [/\(databaseAdminPassword\)/, "hunter2-of-the-admin"],
      [/\(databaseHost\)/, "db.example.com"],
      [/\(domain\)/, "example.com"],
      [/\(login\)/, ""],
      [/\(loginClientId\)/, ""],
      [/\(loginClientSecret\)/, "hunter2-of-the-client"],
      [/\(loginIssuer\)/, ""],
    ];
    for (const [question, answer] of answers) {
      await terminal.sees(question);
      terminal.press(`${answer}${ENTER}`);
    }
    const code = await terminal.ended();
    const shown = terminal.shown();
    assert.match(shown, /Finished installing dependencies/);
    // Where the official plugins can't be downloaded, that is all that fails.
    if (code !== 0) assert.match(shown, /installing packages: failed to download plugin/);

    const stack = readFileSync(path.join(project(), "Pulumi.dev.yaml"), "utf8");
    assert.match(stack, /acme:domain: example\.com/);
    assert.match(stack, /acme:login: local/);
    assert.match(stack, /acme:databaseAdminPassword:\n\s+secure: /);
    assert.doesNotMatch(stack + shown, /hunter2/);
  });

  it("compiles", async () => {
    const { code, stdout } = await runCommand("npx", ["tsc"], { cwd: project(), env });
    assert.equal(code, 0, stdout);
  });

  it("previews a control plane with a local administrator", async () => {
    const { code, stdout, stderr } = await pulumi(["preview", "--non-interactive"]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /consoleUrl +: "https:\/\/console\.example\.com"/);
    assert.doesNotMatch(stdout + stderr, /hunter2/);
  });

  it("previews one with an OpenID Connect provider", async () => {
    for (const setting of [
      "login=oidc",
      "loginIssuer=https://login.example.com",
      "loginClientId=acme",
    ]) {
      const [key = "", value = ""] = setting.split("=");
      const { code, stderr } = await pulumi(["config", "set", key, value]);
      assert.equal(code, 0, stderr);
    }
    const { code, stdout, stderr } = await pulumi(["preview", "--non-interactive"]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /connectorRedirectUri: "https:\/\/dex\.example\.com\/callback"/);
    assert.doesNotMatch(stdout + stderr, /hunter2/);
  });

  it("says which logins there are", async () => {
    await pulumi(["config", "set", "login", "saml"]);
    const { code, stdout } = await pulumi(["preview", "--non-interactive"]);
    assert.notEqual(code, 0);
    assert.match(stdout, /Set login to oidc or local: pulumi config set login local/);
    assert.doesNotMatch(stdout, /\.ts:\d+/);
  });
});
