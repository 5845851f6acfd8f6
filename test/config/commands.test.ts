import { deepStrictEqual, match, strictEqual } from "node:assert/strict";

import { pulumiCommands, sandboxCommands } from "../../config/commands";
import { changed, errorOf, problemsOf, project, sourceOf } from "./support";

const path = ["dex", "connectors", 0, "clientSecret"];

describe("the commands of messages", () => {
  it("name the stack where it is known", () => {
    const key = `'${project}:dex.connectors[0].clientSecret'`;
    strictEqual(
      pulumiCommands(project, "acme").secret(path),
      `pulumi config set --path --secret ${key} --stack acme`,
    );
    strictEqual(pulumiCommands(project).secret(path), `pulumi config set --path --secret ${key}`);
  });

  it("are those of the sandbox for its stacks", () => {
    const command = "npm run secret 'dex.connectors[0].clientSecret'";
    strictEqual(sandboxCommands("dev").secret(path), command);
    strictEqual(sandboxCommands("acme").secret(path), `${command} -- --stack acme`);
  });

  it("are the source's own in every message of the loader", () => {
    const values = changed({
      dex: {
        connectors: [{ preset: "okta", domain: "example.okta.com", clientId: "id" }],
        env: { API_TOKEN: { value: "tok-5RkQ-5RkQ-5RkQ" } },
      },
      database: { membership: { password: null } },
      licence: {},
      name: 7,
      "dex.expiry": "1h",
    });
    const commands = sandboxCommands("dev");
    const error = errorOf(sourceOf(values, { commands, isSecret: (key) => key !== "database" }));
    match(error?.message ?? "", /npm run secret 'dex\.connectors\[0\]\.clientSecret'\n/);
    strictEqual(error?.message.includes("pulumi config"), false, error?.message);
    const stored = problemsOf(sourceOf(values, { commands, isSecret: () => false }))
      .filter(({ message }) => message.startsWith("is stored in plain text"))
      .flatMap(({ message }) => message.split("\n").slice(1));
    deepStrictEqual(
      stored.filter((line) => !line.startsWith("npm run secret '")),
      [],
    );
    strictEqual(stored.length > 0, true);
  });
});
