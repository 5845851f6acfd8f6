import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadConfig } from "../../config/load";
import { asList, changed, problemsOf, project, sourceOf } from "./support";

describe("shared files", () => {
  let projectDirectory: string;

  beforeEach(() => {
    projectDirectory = mkdtempSync(join(tmpdir(), "stack-config-"));
  });

  afterEach(() => {
    rmSync(projectDirectory, { recursive: true });
  });

  function write(file: string, text: string): void {
    const path = join(projectDirectory, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  const source = (change: Record<string, unknown>) =>
    sourceOf(changed(change), { projectDirectory });

  const problems = (change: Record<string, unknown>) =>
    problemsOf(source(change)).map(({ path, message, file }) => [
      path.slice(project.length + 1),
      message,
      file,
    ]);

  it("give what the stack leaves out", () => {
    write(
      "base.yaml",
      "namespace: shared\nimages: {registry: one.example.com, pullSecrets: [a, b]}\n",
    );
    const config = loadConfig(source({ extends: ["base.yaml"], images: { pullSecrets: ["c"] } }));
    strictEqual(config.namespace, "shared");
    deepStrictEqual(config.images, { registry: "one.example.com", pullSecrets: ["c"] });
  });

  it("give way to the stack, and an earlier one to a later one", () => {
    write("one.yaml", "namespace: one\nconsole: {replicas: 2}\nportal: {replicas: 2}\n");
    write("two.yaml", "namespace: two\nconsole: {replicas: 3}\n");
    const config = loadConfig(source({ extends: ["one.yaml", "two.yaml"], namespace: "three" }));
    strictEqual(config.namespace, "three");
    strictEqual(config.console?.replicas, 3);
    strictEqual(config.portal?.replicas, 2);
  });

  it("lose what the stack sets to null", () => {
    write("base.yaml", "namespace: shared\nportal: {replicas: 2}\nnats: {jetstreamReplicas: 3}\n");
    const config = loadConfig(
      sourceOf(
        {
          ...changed({ extends: ["base.yaml"] }),
          namespace: null,
          nats: null,
          portal: { replicas: null },
        },
        { projectDirectory },
      ),
    );
    strictEqual(config.namespace, undefined);
    strictEqual(config.nats, undefined);
    deepStrictEqual(config.portal, {});
  });

  it("extend others, relative to themselves", () => {
    write("fleet/europe.yaml", "extends: [../common/all.yaml]\nportal: {replicas: 2}\n");
    write("common/all.yaml", "portal: {replicas: 1}\nconsole: {replicas: 3}\n");
    const config = loadConfig(source({ extends: ["fleet/europe.yaml"] }));
    strictEqual(config.portal?.replicas, 2);
    strictEqual(config.console?.replicas, 3);
  });

  it("may be empty, and may be named twice", () => {
    write("base.yaml", "# nothing yet\n");
    strictEqual(loadConfig(source({ extends: ["base.yaml", "base.yaml"] })).domain, "example.com");
  });

  it("are named in the problems of their values", () => {
    write("base.yaml", "console: {replicas: 0}\nportal: {replicas: 0}\ndatabase: {hots: db}\n");
    deepStrictEqual(problems({ extends: ["base.yaml"], portal: { replicas: 0.5 } }), [
      ["console.replicas", "is too small. The minimum is 1.", "base.yaml"],
      ["database.hots", "is not a known key. Did you mean host?", "base.yaml"],
      ["portal.replicas", "is a number, but must be an integer.", undefined],
    ]);
  });

  it("have no other keys than the stack", () => {
    write("base.yaml", "config: {}\nimage: {}\n");
    deepStrictEqual(
      problems({ extends: ["base.yaml"] }).map(([path, , file]) => [path, file]),
      [
        ["config", "base.yaml"],
        ["image", "base.yaml"],
      ],
    );
    strictEqual(
      problems({ extends: ["base.yaml"] })[1]?.[1],
      "is not a known key. Did you mean images?",
    );
  });

  it("tell how what belongs in a stack file is written here", () => {
    write("base.yaml", "config: {}\nformance-control-plane:namespace: x\n");
    deepStrictEqual(
      problems({ extends: ["base.yaml"] }).map(([path, message]) => [path, message]),
      [
        [
          "config",
          "is the top-level key of a stack file. A shared file has the areas at its top level, such as `ingress:`. Move them there, without the namespace.",
        ],
        [
          "formance-control-plane:namespace",
          "has the namespace of a stack file. In a shared file, write namespace.",
        ],
      ],
    );
  });

  it("are no URLs, which are never repeated", () => {
    write("base.yaml", "extends: [git::https://canary-5RkQ@h/x.yaml]\n");
    const found = problems({
      extends: ["https://canary-5RkQ@h/a.yaml", "https://h/a?token=canary-5RkQ", "base.yaml"],
    });
    deepStrictEqual(
      found.map(([path, message]) => [path, message?.split(".")[0]]),
      [
        ["extends[0]", "is a URL, but shared files are read from this machine"],
        ["extends[0]", "is a URL, but shared files are read from this machine"],
        [
          "extends[1]",
          "is or holds a password, a login, a token or a private key, which would appear in manifests and outputs",
        ],
      ],
    );
    strictEqual(JSON.stringify(found).includes("canary"), false);
  });

  it("hold no secrets, in clear or encrypted", () => {
    write(
      "base.yaml",
      `database: {portal: {password: canary-5RkQ}}
licence: {token: {secure: v1:abc}}
dex:
  connectors:
    - {type: github, id: gh, name: GitHub, config: {clientID: id, clientSecret: canary-5RkQ}}
`,
    );
    const found = problems({ extends: ["base.yaml"] });
    const take = (path: string) => [
      path,
      `is a secret, which a shared file can't hold. Remove it, and set it for each stack:
pulumi config set --path --secret 'formance-control-plane:${path}'`,
      "base.yaml",
    ];
    deepStrictEqual(
      found.filter(([, message]) => message?.includes("shared file") === true),
      [
        take("database.portal.password"),
        take("dex.connectors[0].config.clientSecret"),
        take("licence.token"),
      ],
    );
    strictEqual(JSON.stringify(found).includes("5RkQ"), false);
  });

  it("and the stack hold no secret in a key of Dex that either of them lets through", () => {
    const connectors = (secret: string) =>
      `[{type: github, id: gh, name: GitHub, config: {clientID: id, ${secret}: canary-5RkQ}}]`;
    const stack = { type: "github", id: "gh", name: "GitHub" };
    const withSecret = [{ ...stack, config: { clientID: "id", futureSecret: "canary-5RkQ" } }];
    const inClear = (change: Record<string, unknown>) =>
      problemsOf({ ...source(change), isSecret: (key) => key !== "dex" }).filter(
        ({ path }) => path === `${project}:dex.connectors[0].config.futureSecret`,
      );

    write("allows.yaml", "dex: {allowUnknownKeys: true}\n");
    const [own] = inClear({ extends: ["allows.yaml"], dex: { connectors: withSecret } });
    match(String(own?.message), /^is stored in plain text/);

    write("connectors.yaml", `dex: {connectors: ${connectors("futureSecret")}}\n`);
    const [shared] = inClear({ extends: ["connectors.yaml"], dex: { allowUnknownKeys: true } });
    match(String(shared?.message), /^is a secret, which a shared file can't hold/);
    strictEqual(shared?.file, "connectors.yaml");
  });

  it("hold no secrets behind merge keys, in variables and in URLs", () => {
    write(
      "base.yaml",
      `database: {console: {<<: [{user: c}, {password: canary-5RkQ}]}}
membership:
  env: {MY_URL: "postgres://u:canary-5RkQ@h/db", SMTP_PASSWORD: canary-5RkQ}
  podAnnotations: {url: "postgres://u:canary-5RkQ@h/db"}
`,
    );
    const found = problemsOf(source({ extends: ["base.yaml"] }));
    deepStrictEqual(
      found.map(({ path, file, line }) => [path.slice(project.length + 1), `${file}:${line}`]),
      [
        ["database.console.password", "base.yaml:1"],
        ["membership.env.MY_URL", "base.yaml:3"],
        ["membership.env.SMTP_PASSWORD", "base.yaml:3"],
        ["membership.podAnnotations.url", "base.yaml:4"],
      ],
    );
    strictEqual(JSON.stringify(found).includes("5RkQ"), false);
    strictEqual(found[1]?.message.includes(`'${project}:membership.env.MY_URL.secret'`), true);
  });

  it("are not told by a name that is a secret", () => {
    const found = problemsOf(source({ extends: ["https://u:canary-5RkQ@h/base.yaml"] }));
    deepStrictEqual(
      found.map(({ path }) => path),
      [`${project}:extends[0]`],
    );
    strictEqual(JSON.stringify(found).includes("5RkQ"), false);
  });

  it("must exist", () => {
    write("base.yaml", "extends: [missing.yaml]\n");
    deepStrictEqual(problems({ extends: ["base.yaml", "bsae.yaml"] }), [
      [
        "extends[0]",
        "names missing.yaml, which doesn't exist. Write its path relative to the folder of the file that names it.",
        "base.yaml",
      ],
      [
        "extends[1]",
        "names bsae.yaml, which doesn't exist. Write its path relative to the folder of Pulumi.yaml.",
        undefined,
      ],
    ]);
  });

  it("must not extend each other in a loop", () => {
    write("one.yaml", "extends: [two.yaml]\n");
    write("two.yaml", "extends: [one.yaml]\n");
    deepStrictEqual(problems({ extends: ["one.yaml"] }), [
      [
        "extends[0]",
        "closes a loop: one.yaml extends two.yaml extends one.yaml. Remove one of them.",
        "two.yaml",
      ],
    ]);
  });

  it("must be YAML maps", () => {
    write("broken.yaml", "images: [\n");
    write("list.yaml", "- images\n");
    const found = problems({ extends: ["broken.yaml", "list.yaml", "."] });
    strictEqual(found.length, 3);
    strictEqual(
      found[0]?.[1],
      "names broken.yaml, which is not valid YAML at line 2, column 1: the indentation doesn't fit the lines above.",
    );
    strictEqual(
      found[1]?.[1],
      "names list.yaml, which isn't a map. Write the areas at the top level, such as `ingress:`.",
    );
    strictEqual(found[2]?.[1], "names ., which is a folder. Write the path of a YAML file.");
  });

  it("are named in a list", () => {
    strictEqual(problems({ extends: "base.yaml" })[0]?.[1], asList("extends"));
  });
});
