import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../../../workspace/folders";
import { Consumer } from "./consumer";
import { startGitServer, type GitServer } from "./git-server";

const root = projectRoot();
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  version: string;
};

describe("pulumi package add", function () {
  this.timeout(600_000);
  let consumer: Consumer;

  beforeEach(async () => {
    consumer = await Consumer.open("yaml");
    await consumer.configure();
  });

  afterEach(async () => {
    await consumer.close();
  });

  /** Previews the whole control plane by the plugin that was added. */
  const preview = async () => {
    const text = await consumer.pulumi("preview");
    const [, created] = /\+ (\d+) to create/.exec(text) ?? [];
    assert.ok(Number(created) > 60, text);
  };

  it("takes the plugin of the npm package, wherever it was installed", async () => {
    // As it is built: other scripts would build again, below the tests that run.
    const pack = ["pack", "--ignore-scripts", "--pack-destination", consumer.folder];
    await consumer.succeed("npm", ...pack, root);
    const tarball = `./formance-control-plane-${version}.tgz`;
    await consumer.succeed("npm", "install", "--prefer-offline", "--no-audit", tarball);
    await consumer.pulumi("package", "add", "./node_modules/formance-control-plane/plugin");
    const project = readFileSync(path.join(consumer.folder, "Pulumi.yaml"), "utf8");
    assert.match(project, /formance-control-plane: .*node_modules\/formance-control-plane\/plugin/);
    await preview();
  });

  describe("from Git", () => {
    let server: GitServer;

    beforeEach(async () => {
      const repositories = path.join(path.dirname(consumer.folder), "repositories");
      const repository = path.join(repositories, "acme/formance-control-plane.git");
      mkdirSync(repository, { recursive: true });
      const git = (...args: string[]) =>
        consumer.succeed(
          "git",
          ...["--git-dir", repository, "--work-tree", root],
          ...["-c", "user.name=Test", "-c", "user.email=test@example.com"],
          ...args,
        );
      await git("init", "--quiet", "--initial-branch=main");
      await git("add", "--all", root);
      await git("commit", "--quiet", "--message", "A release");
      await git("tag", `v${version}`);
      server = await startGitServer("git.example.com", repositories);
      const authority = path.join(repositories, "authority.pem");
      writeFileSync(authority, server.authority);
      consumer.env.SSL_CERT_FILE = authority;
      consumer.env.HTTPS_PROXY = server.proxy;
    });

    afterEach(async () => {
      await server.stop();
    });

    it("takes a tag, and builds it", async () => {
      const source = "git.example.com/acme/formance-control-plane/plugin";
      await consumer.pulumi("package", "add", `${source}@v${version}`);
      const project = readFileSync(path.join(consumer.folder, "Pulumi.yaml"), "utf8");
      assert.match(project, new RegExp(`formance-control-plane: .*plugin@v?${version}`));
      await preview();
    });
  });
});
