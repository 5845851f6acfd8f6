import assert from "node:assert/strict";
import { devConfig, prefix, runProcess } from "./run-process";

const run = (...args: Parameters<typeof runProcess>) => runProcess(...args).result;

describe("the program, started as pulumi up starts it", () => {
  const databaseKey = `${prefix}database`;
  const database = (password: unknown) => ({
    ...(devConfig()[databaseKey] as object),
    admin: { password },
  });
  const fileWith = (password: unknown) =>
    JSON.stringify({ config: { ...devConfig(), [databaseKey]: database(password) } });

  it("deploys the stack that its config describes", () => {
    const config = { ...devConfig(), [databaseKey]: database("opened") };
    const resources = run(config, [databaseKey], fileWith({ secure: "v1:x" })) as string[];
    assert.ok(resources.includes("formance-control-plane:index:ControlPlane formance"));
    assert.ok(resources.includes("kubernetes:apps/v1:Deployment formance-membership"));
  });

  it("refuses a secret in clear in a key that holds encrypted ones too", () => {
    const config = {
      ...devConfig(),
      [databaseKey]: { ...database("opened"), membership: { password: "in-clear-42" } },
    };
    const file = JSON.stringify({
      config: {
        ...devConfig(),
        [databaseKey]: { ...database({ secure: "v1:x" }), membership: { password: "in-clear-42" } },
      },
    });
    const { error } = run(config, [databaseKey], file) as { error: string };
    assert.match(
      error,
      /database\.membership\.password {2}\(Pulumi\.test\.yaml:1\)\n\s+is stored in plain text/,
    );
    assert.ok(!error.includes("in-clear-42"));
    assert.ok(!error.includes("database.admin.password"));
  });

  it("refuses a key that nothing reads", () => {
    const config = { ...devConfig(), [`${prefix}ingres`]: "{}" };
    const { error } = run(config, [], fileWith("x")) as { error: string };
    assert.match(error, /ingres\n\s+is not a known key\. Did you mean ingress\?/);
  });
});
