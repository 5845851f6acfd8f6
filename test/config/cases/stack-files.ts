import { project } from "../support";

const cipher = "{secure: v1:Y2lwaGVy}";

/** A stack file that is right, with lines instead of some of its own. */
export function stackFile(lines: Readonly<Record<string, string>> = {}, top = ""): string {
  const settings: Record<string, string> = {
    domain: "pay.example.com",
    ingress: "{className: nginx, tls: {mode: cert-manager, issuer: le}}",
    dex: "{admin: {enabled: true}}",
    database: `{host: db.example.com, ${["membership", "dex", "console", "portal"]
      .map((service) => `${service}: {password: ${cipher}}`)
      .join(", ")}}`,
    ...lines,
  };
  const entries = Object.entries(settings).map(([key, value]) =>
    key.includes(":") || key === "<<" ? `  ${key}: ${value}` : `  ${project}:${key}: ${value}`,
  );
  return `${top}config:\n${entries.join("\n")}\n`;
}

const database = (rest: string) =>
  `{host: db.example.com, membership: {password: ${cipher}}, dex: {password: ${cipher}}, portal: {password: ${cipher}}, ${rest}}`;

const nothing = /^has no settings in this stack\. Write them below `config:`/;

export type Expected = Readonly<
  Record<string, readonly [line: number | undefined, message: RegExp]>
>;

const clear = /^is stored in plain text\. Store it encrypted, which overwrites/;
const linked = /^is stored in plain text, through an alias or a merge key \(<<\)\. Remove it where/;
const dated = /^is a date without quotes/;
export const wrong: readonly (readonly [what: string, text: string, problems: Expected])[] = [
  [
    "a secret behind a merge key",
    stackFile({ database: database("console: {<<: *login}") }, "x: &login {password: canary}\n"),
    { "database.console.password": [1, linked] },
  ],
  [
    "a secret behind a list of merged maps",
    stackFile(
      { database: database("console: {<<: [{user: c}, *login]}") },
      "x: &login {password: canary}\n",
    ),
    { "database.console.password": [1, linked] },
  ],
  [
    "a secret behind an alias of its map",
    stackFile({ database: database("console: *login") }, "x: &login {password: canary}\n"),
    { "database.console.password": [1, linked] },
  ],
  [
    "a secret behind an alias of itself",
    stackFile({ database: database("console: {password: *login}") }, "x: &login canary\n"),
    { "database.console.password": [6, linked] },
  ],
  [
    "a secret behind an alias of its key",
    stackFile({ database: database("console: {*p : canary}") }, "x: &p password\n"),
    { "database.console.password": [6, clear] },
  ],
  [
    "a secret behind a merge key in quotes",
    stackFile({ database: database("console: {'<<': *login}") }, "x: &login {password: canary}\n"),
    { "database.console.password": [1, linked] },
  ],
  [
    "a secret behind a merge key of the whole config",
    stackFile({
      "<<": `{${project}:console: {sentry: {dsn: "https://a@b/1", authToken: canary}}}`,
    }),
    { "console.sentry.authToken": [6, linked] },
  ],
  [
    "dates without quotes",
    stackFile({
      membership: "{nodeSelector: {pool: 2024-05-01}, env: {CUTOFF: 2024-05-01}}",
      console: "\n    env:\n      A: 2024-5-1 10:00:00",
    }),
    {
      "membership.env.CUTOFF": [6, dated],
      "membership.nodeSelector.pool": [6, dated],
      "console.env.A": [9, dated],
    },
  ],
  [
    "a date as a key",
    stackFile({ membership: "{podLabels: {2024-05-01: a}}" }),
    { 'membership.podLabels["2024-05-01"]': [6, dated] },
  ],
  [
    "a number that would be rounded",
    stackFile({
      membership: "{affinity: {weight: 12345678901234567890}}",
    }),
    { "membership.affinity.weight": [6, /^is too big for a number/] },
  ],
  [
    "halves of characters",
    stackFile({
      membership: '{podAnnotations: {a: "x\\uD800"}}',
      console: '{podLabels: {"\\uDC00": a}}',
    }),
    {
      "membership.podAnnotations.a": [6, /^has half of a character \(\\uD800 to \\uDFFF\)/],
      'console.podLabels["\udc00"]': [7, /^has half of a character/],
    },
  ],
  [
    "the key of a prototype",
    stackFile({ membership: "{podLabels: {__proto__: a}}" }),
    { "membership.podLabels.__proto__": [6, /^is not a name that a key can have/] },
  ],
  [
    "a key that stands twice in two forms",
    stackFile({ "formance-control-plane:config:domain": "b.example.com" }),
    { domain: [6, /^is set twice/] },
  ],
  [
    "a key without --path",
    stackFile({ "database.host": "db", "dex.connectors[0].name": "x" }),
    {
      "database.host": [
        6,
        /^is a path, but was set without --path\. .*\npulumi config set --path 'formance-control-plane:database\.host' VALUE\npulumi config rm 'formance-control-plane:database\.host'$/,
      ],
      "dex.connectors[0].name": [7, /^is a path/],
    },
  ],
];

/** What a problem is called, where it is no key of the project. */
export const strays: readonly (readonly [what: string, text: string, problems: Expected])[] = [
  [
    "a slip in the namespace",
    stackFile({ "formance-controlplane:console": "{replicas: 2}" }),
    { "formance-controlplane:console": [6, /Did you mean formance-control-plane:console\?$/] },
  ],
  [
    "capitals in the namespace",
    stackFile({ "Formance-Control-Plane:hosts": "{}" }),
    { "Formance-Control-Plane:hosts": [6, /^is not read/] },
  ],
  [
    "a slip in a half of the namespace",
    stackFile({ "frmance:domain": "b.example.com" }),
    { "frmance:domain": [6, /Did you mean formance-control-plane:domain\?$/] },
  ],
  [
    "a colon instead of a dot",
    stackFile({ "formance-control-plane:database:host": "db" }),
    {
      "formance-control-plane:database:host": [
        6,
        /^has a colon where a dot belongs\..*\npulumi config set --path 'formance-control-plane:database\.host' VALUE\npulumi config rm 'formance-control-plane:database:host'$/,
      ],
    },
  ],
  [
    "slips in the settings of a provider",
    stackFile({
      "kuberentes:context": "a",
      "kubernetes:contxt": "a",
      "k8s:namespace": "a",
      "postgres:host": "a",
      "kubernetes:renderYamlToDirectroy": "a",
    }),
    {
      "kuberentes:context": [6, /Did you mean kubernetes:context\?$/],
      "kubernetes:contxt": [7, /^is not read: .*Did you mean kubernetes:context\?$/],
      "k8s:namespace": [8, /Did you mean kubernetes:namespace\?$/],
      "postgres:host": [9, /Did you mean postgresql:host\?$/],
      "kubernetes:renderYamlToDirectroy": [10, /Did you mean kubernetes:renderYamlToDirectory\?$/],
    },
  ],
  [
    "half of the namespace",
    stackFile({ "formance:domain": "b.example.com" }),
    { "formance:domain": [6, /Did you mean formance-control-plane:domain\?$/] },
  ],
  [
    "the other half of the namespace",
    stackFile({ "controlplane:database.host": "b" }),
    {
      "controlplane:database.host": [
        6,
        /and a path is set with --path\. Set it again[^]*set --path 'formance-control-plane:database\.host' VALUE\npulumi config rm 'controlplane:database\.host'$/,
      ],
    },
  ],
  ["nothing", "", { "formance-control-plane": [undefined, nothing] }],
  ["no config", "encryptionsalt: x\n", { "formance-control-plane": [undefined, nothing] }],
  ["an empty config", "config:\n", { "formance-control-plane": [undefined, nothing] }],
  [
    "keys of other namespaces alone",
    "config:\n  aws:region: eu-west-1\n",
    { "formance-control-plane": [undefined, nothing] },
  ],
  [
    "slips in the namespace alone",
    "config:\n  frmance:domain: b.example.com\n",
    { "frmance:domain": [2, /Did you mean/] },
  ],
  [
    "a file without config",
    `${project}:domain: example.com\n${project}:database: {}\n`,
    {
      "formance-control-plane:domain": [1, /outside `config:`/],
      "formance-control-plane:database": [2, /outside `config:`/],
    },
  ],
  [
    "a file without config and namespaces",
    "domain: example.com\n",
    { domain: [1, /outside `config:`/] },
  ],
  [
    "a key beside config",
    `config: {}\n${project}:domain: example.com\n`,
    { "formance-control-plane:domain": [2, /outside `config:`/] },
  ],
  ["a slip in config", "confg:\n  a:b: c\n", { confg: [1, /Did you mean config\?$/] }],
  ["config with a capital", "Config:\n  a:b: c\n", { Config: [1, /Did you mean config\?$/] }],
  ["config as a text", "config: canary\n", { config: [1, /^is not a map/] }],
  ["config as a list", "config: [canary]\n", { config: [1, /^is not a map/] }],
  ["a list", "- canary\n", { "Pulumi.acme.yaml": [undefined, /^is not a map/] }],
  ["an open quote", 'config:\n  a: "canary\n', { "Pulumi.acme.yaml": [3, /^is not valid YAML/] }],
  ["an alias that leads nowhere", "config:\n  a: *canary\n", { "Pulumi.acme.yaml": [2, /alias/] }],
  [
    "a second document",
    stackFile({}, "---\n") + "---\nconfig: {}\n",
    { "Pulumi.acme.yaml": [7, /second document/] },
  ],
];
