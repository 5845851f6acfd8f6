import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { documented } from "../seed/schemas";
import { runOn } from "../cli/seed/support";
import { createDatabase, type TestDatabase } from "../support/postgres";

const root = path.resolve(__dirname, "../../..");
const page = readFileSync(path.join(root, "docs/membership-cli.md"), "utf8");

/** The commands of the page, and what they printed on the sandbox. */
const runs = [...page.matchAll(/^```console\n\$ npx control-plane (.*)\n([\s\S]*?)^```/gm)].map(
  ([, command = "", printed = ""]) => ({ command, printed }),
);

/** The text without what differs between databases, and without blanks at the ends of lines. */
function comparable(text: string): string {
  return text
    .replaceAll(/ +$/gm, "")
    .replace(/"database": \{[^}]*\}/, '"database": {}')
    .trim();
}

describe("the page about the Membership CLI", () => {
  let database: TestDatabase;

  before(async () => {
    database = await createDatabase(documented);
    // What the sandbox holds after npm start.
    const first = await runOn(database, ["seed", "apply", "--file", "Pulumi.dev.yaml"], {
      cwd: root,
    });
    strictEqual(first.status, 0, first.err);
  });

  it("shows many commands", () => {
    ok(runs.length >= 15, String(runs.length));
  });

  for (const { command, printed } of runs) {
    it(command, async () => {
      ok(command.includes(" --stack dev"));
      const args = command.replace(" --stack dev", "").split(" ");
      const { out, err, status } = await runOn(database, args, { columns: 10_000 });
      // What is refused begins with the option at fault.
      strictEqual(status, printed.startsWith("--") ? 1 : 0, err);
      if (command.startsWith("seed check")) {
        // The rest speaks of the server.
        const checks = (text: string) => text.match(/\bdatabase-\w+(?= {2})/g);
        deepStrictEqual(checks(out), checks(printed));
      } else {
        strictEqual(comparable(out + err), comparable(printed));
      }
    });
  }
});
