import assert from "node:assert/strict";

import { parseStartArguments, START_HELP } from "../../../sandbox/commands/start-arguments";

describe("the arguments of npm start", () => {
  it("are explained in 80 columns", () => {
    assert.deepEqual(
      START_HELP.split("\n").filter((line) => line.length > 80),
      [],
    );
  });

  it("have defaults", () => {
    assert.deepEqual(parseStartArguments([], {}), {
      stack: "dev",
      context: undefined,
      kubeconfig: undefined,
      postgresPort: undefined,
      login: true,
      loginPort: undefined,
      plugins: "auto",
      yes: false,
      verbose: false,
      diff: false,
      json: false,
      help: false,
    });
  });

  it("are read", () => {
    const args = "--stack acme --context kind --kubeconfig k.yaml --plugins local --yes".split(" ");
    assert.deepEqual(parseStartArguments(args, {}), {
      stack: "acme",
      context: "kind",
      kubeconfig: "k.yaml",
      postgresPort: undefined,
      login: true,
      loginPort: undefined,
      plugins: "local",
      yes: true,
      verbose: false,
      diff: false,
      json: false,
      help: false,
    });
  });

  it("go before the environment", () => {
    const env = { FORMANCE_CONTROL_PLANE_PLUGINS: "local" };
    assert.equal(parseStartArguments([], env).plugins, "local");
    assert.equal(parseStartArguments(["--plugins", "official"], env).plugins, "official");
  });

  const mistakes: [string, string[], RegExp][] = [
    ["an unknown option", ["--stck", "dev"], /Unknown option '--stck'\. npm start -- --help/],
    ["a plain word", ["dev"], /Unexpected argument 'dev'/],
    ["an option without its value", ["--stack"], /^--stack needs a value\. npm start -- --help/],
    ["an option for a value", ["--stack", "--yes"], /^--stack needs a value\. npm start -- --help/],
    ["a value of a switch", ["--yes=1"], /^--yes takes no value\. npm start -- --help/],
    ["another kind of plugins", ["--plugins", "x"], /--plugins is "x"; .*official, local or auto/],
    ["a port for no login", ["--no-login", "--login-port", "8443"], /--login-port has no effect/],
    ["a port that is none", ["--postgres-port", "0"], /--postgres-port is "0"; .*1 to 65535/],
    ["a kubeconfig without a context", ["--kubeconfig", "f"], /--kubeconfig needs --context/],
    ["a stack that is a path", ["--stack", "../x"], /--stack is "\.\.\/x"/],
  ];
  for (const [what, args, message] of mistakes) {
    it(`refuse ${what}`, () => {
      assert.throws(() => parseStartArguments(args, {}), { name: "SandboxError", message });
    });
  }

  for (const [variables, args, option] of [
    [{ npm_config_stack: "true" }, ["acme"], "--stack"],
    [{ npm_config_login_port: "9000" }, [], "--login-port"],
    [{ npm_config_login: "" }, [], "--no-login"],
  ] as const) {
    it(`refuse ${option} before the --, which npm takes for itself`, () => {
      const message = new RegExp(`npm took ${option} for itself.* npm start -- ${option}$`);
      assert.throws(() => parseStartArguments(args, variables), { name: "SandboxError", message });
    });
  }

  it("leave npm's own settings alone", () => {
    const env = { npm_config_yes: "", npm_config_diff: "x", npm_config_loglevel: "verbose" };
    assert.equal(parseStartArguments([], env).yes, false);
  });
});
