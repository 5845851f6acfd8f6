import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";
import { devConfig, prefix, runProcess } from "./run-process";

/** A port of the loopback address that nothing listens at. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the preflight of a preview", () => {
  let provider: string;

  before(async () => {
    provider = `127.0.0.1:${await closedPort()}`;
  });

  const run = (preflight: string | undefined) => {
    const database = { ...(devConfig()[`${prefix}database`] as object), admin: { password: "x1" } };
    const config = {
      ...devConfig(),
      [`${prefix}database`]: database,
      [`${prefix}dex`]: {
        connectors: [
          {
            type: "oidc",
            id: "sso",
            name: "Single sign-on",
            config: {
              issuer: `https://${provider}`,
              clientID: "dex",
              clientSecret: "sealed-7Hq2",
            },
          },
        ],
      },
      "kubernetes:renderYamlToDirectory": "manifests",
      ...(preflight === undefined ? {} : { [`${prefix}preflight`]: preflight }),
    };
    const secure = { secure: "v1:x" };
    const keys = [`${prefix}database`, `${prefix}dex`];
    const file = JSON.stringify({
      config: { ...config, ...Object.fromEntries(keys.map((key) => [key, secure])) },
    });
    const { result, log } = runProcess(config, keys, file);
    assert.ok(!log.includes("sealed-7Hq2"));
    return { result, log };
  };

  it("with fail registers nothing, and names the provider that is down with the way out", () => {
    const { error } = run("fail").result as { error: string };
    assert.match(error, /^The preflight found .*, so nothing was deployed/);
    assert.match(error, /formance-control-plane:dex\.connectors\[0\] \(provider-discovery\): /);
    assert.ok(error.includes(`${provider} accepts no connections`), error);
    assert.match(error, /Correct host and port/);
  });

  it("with warn says the same, and registers everything", () => {
    const { result, log } = run("warn");
    assert.ok(Array.isArray(result), JSON.stringify(result));
    assert.ok(result.includes("kubernetes:apps/v1:Deployment formance-membership"));
    assert.match(log, /dex\.connectors\[0\] \(provider-discovery\): .*accepts no connections/);
  });

  it("asks no provider unless it is asked for", () => {
    const { result, log } = run(undefined);
    assert.ok(Array.isArray(result), JSON.stringify(result));
    assert.doesNotMatch(log, /provider-discovery/);
  });

  it("knows no other word", () => {
    const { error } = run("strict").result as { error: string };
    assert.match(
      error,
      /preflight {2}\(Pulumi\.test\.yaml:1\)\n\s+is not one of: off, kinds, warn, fail\./,
    );
  });
});
