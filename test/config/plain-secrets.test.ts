import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { isPlainSecret, isPlainSecretArgument } from "../../facts/plain-secrets";
import { holdsSecret } from "../../facts/secret-texts";
import { noSecretInClear } from "../../policy/rules/secrets";
import {
  plain,
  plainAnnotations,
  plainArguments,
  secretAnnotations,
  secretArguments,
  secrets,
} from "./cases/secret-texts";
import { changed, load, problemsOf, project, sourceOf } from "./support";

const asPolicySees = (name: string, value: string) =>
  noSecretInClear.check({
    urn: "",
    type: "kubernetes:apps/v1:Deployment",
    inputs: {
      spec: { template: { spec: { containers: [{ name: "c", env: [{ name, value }] }] } } },
    },
    protect: false,
  }).length > 0;

const found = (change: Record<string, unknown>) =>
  problemsOf(sourceOf(changed(change))).map(({ path }) => path.slice(project.length + 1));

const login = "postgres://u:canary-5RkQ@h/db";

/** Every place where a login could stand in clear; the path is that of the problem. */
const places: Readonly<Record<string, Record<string, unknown>>> = {
  "membership.env.MY_URL": { membership: { env: { MY_URL: login } } },
  "console.env.MY_URL": { console: { env: { MY_URL: login } } },
  "portal.env.SMTP_PASSWORD": { portal: { env: { SMTP_PASSWORD: "canary-5RkQ" } } },
  "dex.env.MY_URL": { dex: { env: { MY_URL: login } } },
  "membership.annotations.url": { membership: { annotations: { url: login } } },
  "membership.podAnnotations.url": { membership: { podAnnotations: { url: login } } },
  "membership.serviceAccountAnnotations.url": {
    membership: { serviceAccountAnnotations: { url: login } },
  },
  "membership.initContainers[0].env[0].value": {
    membership: {
      initContainers: [{ name: "i", image: "i", env: [{ name: "MY_URL", value: login }] }],
    },
  },
  "membership.initContainers[0].env[1].value": {
    membership: {
      initContainers: [
        {
          name: "i",
          image: "i",
          env: [
            { name: "A", value: "b" },
            { name: "API_TOKEN", value: "canary-5RkQ" },
          ],
        },
      ],
    },
  },
  "membership.initContainers[0].args[1]": {
    membership: {
      initContainers: [{ name: "i", image: "i", args: ["--password", "canary-5RkQ"] }],
    },
  },
  "console.command[2]": { console: { command: ["node", "--password", "canary-5RkQ"] } },
  "portal.args[0]": { portal: { args: ["--api-key=canary-5RkQ"] } },
  "dex.frontend.extra.password": { dex: { frontend: { extra: { password: "canary-5RkQ" } } } },
  "membership.initContainers[0].args[0]": {
    membership: { initContainers: [{ name: "i", image: "i", args: [login] }] },
  },
  "ingress.annotations.url": {
    ingress: { annotations: { url: login }, tls: { mode: "existing", secretName: "tls" } },
  },
  "observability.resourceAttributes": { observability: { resourceAttributes: `url=${login}` } },
};

describe("secrets in places for plain text", () => {
  it("are told by one rule, the loader's and the policy pack's", () => {
    for (const [name, value] of Object.entries(secrets)) {
      strictEqual(isPlainSecret(name, value), true, name);
      strictEqual(asPolicySees(name, value), true, name);
      deepStrictEqual(found({ membership: { env: { [name.replace("-", "_")]: value } } }), [
        `membership.env.${name.replace("-", "_")}`,
      ]);
    }
    for (const [name, value] of Object.entries(plain)) {
      strictEqual(isPlainSecret(name, value), false, name);
      strictEqual(asPolicySees(name, value), false, name);
      load(changed({ membership: { env: { [name]: value } } }));
    }
  });

  it("are told in annotations, which may name a Secret", () => {
    const refused = (metadata: string, annotations: Record<string, string>) =>
      noSecretInClear.check({
        urn: "",
        type: "kubernetes:apps/v1:Deployment",
        inputs: { spec: { template: { metadata: { [metadata]: annotations }, spec: {} } } },
        protect: false,
      }).length;
    load(changed({ membership: { podAnnotations: plainAnnotations } }));
    strictEqual(refused("annotations", plainAnnotations), 0);
    deepStrictEqual(
      found({ membership: { podAnnotations: secretAnnotations } }),
      Object.keys(secretAnnotations)
        .map((key) => `membership.podAnnotations${/\W/.test(key) ? `["${key}"]` : `.${key}`}`)
        .sort(),
    );
    deepStrictEqual(found({ membership: { podLabels: { "api-token": "canary-5RkQ" } } }), [
      "membership.podLabels.api-token",
    ]);
    strictEqual(refused("annotations", secretAnnotations), 4);
    strictEqual(refused("labels", { "api-token": "canary-5RkQ" }), 1);
  });

  it("are told in arguments by the option before them", () => {
    const refused = (args: readonly string[]) =>
      noSecretInClear.check({
        urn: "",
        type: "kubernetes:apps/v1:Deployment",
        inputs: { spec: { template: { spec: { containers: [{ name: "c", args }] } } } },
        protect: false,
      }).length > 0;
    for (const [all, expected] of [
      [secretArguments, true],
      [plainArguments, false],
    ] as const) {
      for (const args of all) {
        strictEqual(isPlainSecretArgument(args.at(-2), args.at(-1) ?? ""), expected, String(args));
        strictEqual(refused(args), expected, String(args));
        const paths = found({ console: { args } });
        deepStrictEqual(paths, expected ? [`console.args[${args.length - 1}]`] : []);
      }
    }
  });

  it("are told in arguments by the policy pack too", () => {
    const containers = [{ name: "c", args: ["--url", login] }];
    const problems = noSecretInClear.check({
      urn: "",
      type: "kubernetes:batch/v1:Job",
      inputs: { spec: { template: { spec: { containers } } } },
      protect: false,
    });
    deepStrictEqual(problems, [
      "container c has a secret in args: pass it by a variable that refers to a Secret.",
    ]);
  });

  for (const [path, change] of Object.entries(places)) {
    it(`are refused at ${path}`, () => {
      const problems = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        problems.map((problem) => problem.path),
        [`${project}:${path}`],
      );
      strictEqual(JSON.stringify(problems).includes("canary"), false);
    });
  }

  it("are named by no rule beside", () => {
    const owner = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.Y2FuYXJ5";
    const seed = { users: [{ email: "a@example.com" }], organizations: [{ name: "A", owner }] };
    const problems = problemsOf(sourceOf(changed({ seed })));
    deepStrictEqual(
      problems.map(({ path }) => path),
      [`${project}:seed.organizations[0].owner`],
    );
    strictEqual(JSON.stringify(problems).includes(owner), false);
  });

  it("come with the commands that store a variable encrypted", () => {
    const [problem] = problemsOf(sourceOf(changed({ membership: { env: { MY_URL: login } } })));
    strictEqual(
      problem?.message,
      `is a secret, judging by its name or its content, and everyone who can list pods would read it. Store it encrypted:
pulumi config rm --path '${project}:membership.env.MY_URL'
pulumi config set --path --secret '${project}:membership.env.MY_URL.secret'`,
    );
    load(changed({ membership: { env: { MY_URL: { secret: login } } } }));
  });
});

/** What the patterns begin with, and what they look for. */
const PARTS = [
  ..."y a. eyJ eyJ- a://b: :// ?key= &sig= password= token: x-a-token=a authorization= ghp_ sk- bot1".split(
    " ",
  ),
  ...'"password":" LS0t hooks.slack.com/services/ SG.a'.split(" "),
  "bearer ",
  "a:1111:",
  "a:1111:b:c:",
  "a:b@c",
  ":a@",
  "=a://b:",
  "='a://b c",
  "--a ",
  "-u a:",
  "mysql ",
  "machine ",
  "a/b@/",
  "['a':",
  "$(",
  "<",
  "{{",
  "basic aaaa",
  "basic ",
  "\npassword: ",
  "\n- ",
  " ",
];

describe("the search for secrets in a text", () => {
  for (const part of PARTS) {
    it(`ends soon in a long text of ${JSON.stringify(part)}`, () => {
      const begin = process.cpuUsage().user;
      holdsSecret(part.repeat(500_000 / part.length));
      ok(process.cpuUsage().user - begin < 1_000_000);
    });
  }
});
