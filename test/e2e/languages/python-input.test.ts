import assert from "node:assert/strict";
import { Consumer } from "./consumer";
import { installPythonSdk } from "./sdks";

const program = (args: string) => `
import pulumi
import pulumi_formance_control_plane as formance

database = {"managed": True, "host": "db", "admin": {"password": "Cl3arText"}}
formance.ControlPlane("formance", ${args})
`;

/** What is wrong in a program, with what has to be said of it. */
const cases: readonly (readonly [title: string, args: string, said: RegExp])[] = [
  [
    "a number for a text",
    "domain=42, database=database",
    /^ +domain\n +is an integer, but must be a string/m,
  ],
  [
    "a truth value for a map",
    'domain="example.com", database=database, dex={"admin": True}',
    /^ +dex\.admin\n +is a boolean, but must be a map/m,
  ],
  [
    "a text for a number, in the spelling of Python too",
    'domain="example.com", database={**database, "operator_port": "x"}',
    /^ +database\.operatorPort \(in Python: database\.operator_port\)\n +is a string, but must be an integer/m,
  ],
  [
    "an unknown argument, with what was meant",
    'domain="example.com", database=database, seed={"regions": [{"name": "eu-1", "base_urll": "https://eu-1.example.com"}]}',
    /^ +seed\.regions\[0\]\.base_urll\n +is not a known key\. Did you mean baseUrl \(in Python: base_url\)\?/m,
  ],
  [
    "an unknown argument like no other, with all that there are",
    'domain="example.com", database={**database, "colour": "x"}',
    /is not a known key\. Known here: .*operatorHost.*\. In Python: operator_host, /m,
  ],
  [
    "an unknown setting of a connector, which is spelled as Dex spells it",
    'domain="example.com", database=database, dex={"connectors": [{"type": "oidc", "id": "a", "name": "A", "config": {"issuer": "https://example.com", "client_id": "a", "clientSecret": "b"}}]}',
    /^ +dex\.connectors\[0\]\.config\.client_id\n +is not a known key\. Did you mean clientID\?$/m,
  ],
  [
    "an Output for all of the seed",
    'domain="example.com", database=database, seed=pulumi.Output.from_input({"users": []})',
    /^ +seed\n +can't be an Output or a promise as a whole\. Give a plain map; the values in it may be Outputs\./m,
  ],
  [
    "an Output for all of Dex",
    'domain="example.com", database=database, dex=pulumi.Output.from_input({"admin": {"enabled": True}})',
    /^ +dex\n +can't be an Output or a promise as a whole\. Give a plain map; the values in it may be Outputs\./m,
  ],
];

describe("what is wrong in a program in Python", function () {
  this.timeout(300_000);
  let consumer: Consumer;

  before(async () => {
    consumer = await Consumer.open("python");
    await installPythonSdk(consumer);
  });

  after(async () => {
    await consumer.close();
  });

  for (const [title, args, said] of cases) {
    it(`is told in a sentence: ${title}`, async () => {
      consumer.edit("__main__.py", () => program(args));
      const { code, stdout, stderr } = await consumer.attempt("preview");
      const text = stdout + stderr;
      assert.notEqual(code, 0);
      assert.match(text, said);
      // Python's own SDK adds where it was when the engine stopped.
      assert.doesNotMatch(text, /^ *at .*\.js:\d+/m, text);
      assert.ok(!text.includes("Cl3arText"));
    });
  }
});
