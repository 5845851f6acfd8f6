import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { documentedTables } from "../../sandbox/servers/postgres/membership-tables";
import { projectRoot } from "../../workspace/folders";
import { createDatabase } from "../support/postgres";
import { Consumer, type Tarball } from "./consumer";

const root = projectRoot();
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  devDependencies: Record<string, string>;
};

const ingress = `
import { Ingress } from "formance-control-plane";

new Ingress("public", {
  namespace: "formance",
  routes: [{ name: "console", host: "console.example.com", serviceName: "console" }],
  tls: { mode: "cert-manager", issuer: "letsencrypt" },
});
`;

const plane = `
import * as pulumi from "@pulumi/pulumi";
import { ControlPlane } from "formance-control-plane";

const plane = new ControlPlane("formance", {
  domain: "example.com",
  database: { host: "db.example.com", managed: true, admin: { password: pulumi.secret("admin") } },
});
export const consoleUrl = plane.consoleUrl;
`;

const seed = `
import * as pulumi from "@pulumi/pulumi";
import { MembershipSeed } from "formance-control-plane";

const config = new pulumi.Config();
const seed = new MembershipSeed("seed", {
  connection: {
    host: config.require("host"),
    port: config.requireNumber("port"),
    database: config.require("database"),
    user: config.require("user"),
    password: config.requireSecret("password"),
    tlsMode: "disable",
    allowInsecure: true,
  },
  users: [{ email: "alice@example.com" }],
  organizations: [{ name: "Acme", owner: "alice@example.com" }],
  regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
  stacks: [{ name: "demo", organization: "Acme", region: "eu-1" }],
});
export const summary = seed.summary;
`;

const wrong = ingress.replace("serviceName", "service");
const config = `
import { loadConfig, toArgs, type StackConfig } from "formance-control-plane/config";

export const read = (config: StackConfig) => toArgs(config, (secret) => secret);
export const load: unknown = loadConfig;
`;

function isThere(resolve: () => string): boolean {
  try {
    return resolve() !== "";
  } catch {
    return false;
  }
}

describe("the packed package", function () {
  this.timeout(600_000);
  let consumer: Consumer;
  let tarball: Tarball;
  let peers: string[] = [];
  let compiled = "";

  before(async () => {
    consumer = new Consumer();
    tarball = await consumer.pack();
    // The tarball alone: npm brings the peers.
    await consumer.install(tarball.file);
    peers = readdirSync(consumer.at("node_modules/@pulumi")).sort();

    const { typescript, "@types/node": node } = manifest.devDependencies;
    await consumer.install(`typescript@${typescript}`, `@types/node@${node}`);
    const programs = { ingress, plane, seed, config };
    for (const [name, text] of Object.entries(programs)) consumer.write(`${name}.ts`, text);
    compiled = await consumer.compile(...Object.keys(programs).map((name) => `${name}.ts`));
  });

  after(() => {
    consumer.remove();
  });

  it("holds the library, its declarations, the schemas and its papers, and nothing else", () => {
    const sources = globSync(
      "{checks,cli,components,config,dex,facts,messages,moving-from-helm,plugin,policy,seed,workspace,yaml}/**/*.ts",
      {
        cwd: root,
      },
    );
    const outputs = sources.flatMap((file) => {
      const base = `dist/${file.split(path.sep).join("/").replace(/\.ts$/, "")}`;
      return [`${base}.js`, `${base}.d.ts`];
    });
    const schemas = globSync("schemas/*.json", { cwd: root });
    const charts = globSync("moving-from-helm/{capabilities,chart}/*.yaml", { cwd: root });
    const papers = [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "docs/troubleshooting.md",
      "package.json",
      "plugin/PulumiPlugin.yaml",
      "plugin/build.js",
      "plugin/index.js",
      "plugin/needed-node.js",
      "plugin/package.json",
      "plugin/schema.json",
      "policy/PulumiPolicy.yaml",
      "policy/package.json",
    ];
    const expected = [...outputs, ...schemas, ...charts, ...papers].sort();
    const missing = expected.filter((file) => !tarball.files.includes(file));
    assert.deepEqual(missing, []);
    const others = tarball.files.filter((file) => !expected.includes(file));
    assert.deepEqual(others, [], `too much: ${others.slice(0, 5).join(", ")}`);
    const kilobytes = [tarball.size, tarball.unpackedSize].map((size) => Math.round(size / 1000));
    console.log(`      ${expected.length} files, ${kilobytes.join(" kB packed, ")} kB unpacked`);
  });

  it("holds every file of its own that one of its files loads", () => {
    const folder = consumer.at("node_modules/formance-control-plane");
    const lacking = globSync("{dist,plugin}/**/*.js", { cwd: folder }).flatMap((file) => {
      const text = readFileSync(path.join(folder, file), "utf8");
      const { resolve } = createRequire(path.join(folder, file));
      return [...text.matchAll(/\b(?:require|import)\("(\.[^"]+)"\)/g)]
        .map(([, name = ""]) => name)
        .filter((name) => !isThere(() => resolve(name)))
        .map((name) => `${file}: ${name}`);
    });
    assert.deepEqual(lacking, []);
  });

  it("brings the packages of Pulumi along, each once, and nothing that only the tests need", () => {
    assert.deepEqual(peers, ["kubernetes", "postgresql", "pulumi", "random", "tls"]);
    assert.ok(!existsSync(consumer.at("node_modules/formance-control-plane/node_modules")));
    assert.ok(!existsSync(consumer.at("node_modules/mocha")));
  });

  it("imports Helm values over the default values of the chart, which it has as data", async () => {
    consumer.write("values.yaml", "global: { serviceHost: example.com }\nmembership: {}\n");
    const args = ["--release", "formance", "--namespace", "formance", "--json"];
    const text = await consumer.command("import-helm-values", "values.yaml", ...args);
    const { config } = JSON.parse(text) as { config: { domain: string; database: object } };
    assert.equal(config.domain, "example.com");
    assert.ok("host" in config.database, "the chart has its own database by default");
  });

  it("compiles in a strict program, its declarations checked", async () => {
    assert.equal(compiled, "");
    consumer.write("wrong.ts", wrong);
    assert.match(await consumer.compile("wrong.ts"), /wrong\.ts\(6.*'service' does not exist/);
  });

  it("previews a program with one component on the real engine", async () => {
    const { changes } = await consumer.run("preview", "ingress.js");
    // The stack, the component and its Ingress.
    assert.deepEqual(changes, { create: 3 });
  });

  it("previews a program with a whole control plane on the real engine", async () => {
    const { changes } = await consumer.run("preview", "plane.js");
    assert.deepEqual(Object.keys(changes), ["create"]);
    assert.ok((changes.create ?? 0) > 50, `only ${changes.create}`);
  });

  it("seeds a real database, whose provider finds the package by itself, and then has nothing to do", async () => {
    const database = await createDatabase(documentedTables);
    const { host, port, user, password, database: name } = database.connection;
    const settings = {
      host: { value: host },
      port: { value: String(port) },
      user: { value: user },
      database: { value: name },
      password: { value: password, secret: true },
    };
    const rows = () =>
      database.query(`
        select s.name as stack, s.xmin, o.name as organization, r.name as region, u.email as owner,
          length(s.client_secret) as secret
        from membership.stacks s
        join membership.organizations o on o.id = s.organization_id
        join membership.regions r on r.id = s.region_id
        join membership.users u on u.id = o.owner_id`);

    const { outputs } = await consumer.run("up", "seed.js", settings);
    assert.match(String(outputs.summary), /\+1 user .*\+1 stack/);
    const seeded = await rows();
    const { xmin, ...row } = seeded[0] ?? {};
    assert.ok(xmin);
    assert.deepEqual(
      [row],
      [
        {
          stack: "demo",
          organization: "Acme",
          region: "eu-1",
          owner: "alice@example.com",
          secret: 40,
        },
      ],
    );

    const again = await consumer.run("up", "seed.js", settings);
    assert.deepEqual(Object.keys(again.changes), ["same"]);
    assert.equal(again.outputs.summary, outputs.summary);
    assert.deepEqual(await rows(), seeded);
  });
});
